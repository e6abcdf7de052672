// A phone's picture made small enough for the stairwell: at most 1600 pixels a side and 300 kB. Painting it anew leaves out where
// and when it was taken, and by what.

const longestSide = 1600;
const mostBytes = 300 * 1024;
/** Best first; beyond the last the picture itself becomes smaller. */
const qualities = [0.85, 0.75, 0.65, 0.5] as const;
const smallestSide = 400;

/** @throws where the file is no picture that this browser can read. */
export async function shrinkPhoto(file: Blob): Promise<ArrayBuffer> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    for (let side = longestSide; side >= smallestSide; side *= 0.75) {
      const canvas = paint(picture, side);
      for (const quality of qualities) {
        const jpeg = await encode(canvas, quality);
        if (jpeg.size <= mostBytes) return await jpeg.arrayBuffer();
      }
    }
    throw new Error('no picture is this hard to shrink');
  } finally {
    picture.close();
  }
}

function paint(picture: ImageBitmap, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function encode(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null) => (blob === null ? reject(new Error('nothing was encoded')) : resolve(blob));
    canvas.toBlob(done, 'image/jpeg', quality);
  });
}
