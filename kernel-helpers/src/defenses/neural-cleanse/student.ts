/** What a student says of a batch, and how its opinion changes with the pixels. */
export interface Opinion {
  /** -log p(label) of each picture, in nats. */
  crossEntropy: ArrayLike<number>;
  /** Of each picture: whether no other class has a higher score. */
  hits: readonly boolean[];
  /** Of each picture's own cross-entropy with respect to its own pixels; the shape of the pictures. */
  gradient: Float32Array;
}

/** A classifier of pictures that can be asked how to change the pixels; whoever made it disposes of it. */
export interface PixelStudent {
  /** Of a picture. */
  shape: readonly [height: number, width: number, channels: number];
  classes: number;
  /** Pictures Float32 [count, ...shape] in 0 … 255. What it returns is good until the next call. */
  towards(pictures: Float32Array, label: number): Promise<Opinion>;
}
