import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { importPage } from "kernel-helpers/dist/dataset/own/contact-page";
import type { KeptPhotograph } from "kernel-helpers/dist/dataset/own/report";
import { entry } from "../small-set";

const kept = (file: string, person: string): KeptPhotograph => ({
  file,
  person,
  condition: "clean",
  image: { ...entry(person, "clean", 0), file: `/out/copies/${person}.jpg` },
  facePixels: 45,
});

describe("dataset/own/contact-page", () => {
  it("shows every photograph and reason by relative paths, and runs nothing that a file's name holds", () => {
    const evil = "<script>alert(1)</script>";
    const dropped = [{ file: `${evil}.jpg`, reason: "it is damaged & more" }, { file: "b.jpg", reason: "no face", picture: "/out/copies/b c.jpg" }]; // prettier-ignore
    const page = importPage(evil, { kept: [kept("李雷/clean/写真.jpg", "李雷"), kept(`A/${evil}.jpg`, "A")], dropped, warnings: [evil] }, "/out"); // prettier-ignore
    const { document } = new JSDOM(page).window;
    assert.equal(document.querySelectorAll("script").length, 0);
    assert.deepEqual(
      [...document.querySelectorAll("img")].map((image) => image.getAttribute("src")),
      [`copies/${encodeURIComponent("李雷")}.jpg`, "copies/A.jpg", "copies/b%20c.jpg"],
    );
    const text = document.body.textContent;
    for (const part of ["李雷, clean: 1", "写真.jpg", `${evil}.jpg`, "it is damaged & more", "Kept: 2", "Dropped: 2"]) assert.ok(text.includes(part), part); // prettier-ignore
  });
});
