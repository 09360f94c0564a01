"""Writes heic.heic, heic-turned.heic and heic.json (pip install pillow==13.0.0 pillow-heif==1.8.1).

heic.heic: a picture of 96 x 64 pixels whose four quarters have four colours, encoded with x265 by way of libheif.
heic-turned.heic: the same as a telephone held upright stores it, turned by 90 degrees, with the EXIF orientation 6.
pixels: of the picture, the colours that pillow-heif decodes in the middle of the quarters: top left, top right, bottom
left, bottom right.
"""
import json
import pathlib

import PIL
import pillow_heif
from PIL import Image

here = pathlib.Path(__file__).parent
pillow_heif.register_heif_opener()
COLOURS = [(200, 60, 40), (40, 160, 60), (50, 70, 180), (210, 200, 60)]
WIDTH, HEIGHT = 96, 64
MIDDLES = [(WIDTH // 4, HEIGHT // 4), (3 * WIDTH // 4, HEIGHT // 4), (WIDTH // 4, 3 * HEIGHT // 4), (3 * WIDTH // 4, 3 * HEIGHT // 4)]

picture = Image.new("RGB", (WIDTH, HEIGHT))
for k, colour in enumerate(COLOURS):
    picture.paste(colour, (k % 2 * WIDTH // 2, k // 2 * HEIGHT // 2, (k % 2 + 1) * WIDTH // 2, (k // 2 + 1) * HEIGHT // 2))
picture.save(here / "heic.heic", quality=90)

exif = Image.Exif()
exif[0x0112] = 6  # show it turned clockwise by 90 degrees
turned = picture.transpose(Image.Transpose.ROTATE_90)
turned.info["exif"] = exif.tobytes()  # from there pillow-heif also writes the box irot, which decoders obey
turned.save(here / "heic-turned.heic", quality=90)

decoded = Image.open(here / "heic.heic").convert("RGB")
result = {
    "pillow": PIL.__version__,
    "pillowHeif": pillow_heif.__version__,
    "width": decoded.width,
    "height": decoded.height,
    "middles": MIDDLES,
    "pixels": [decoded.getpixel(at) for at in MIDDLES],
}
(here / "heic.json").write_text(json.dumps(result, indent=1) + "\n")
