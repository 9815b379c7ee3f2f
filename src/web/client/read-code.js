// Reads a verification code with the camera or from a picture, in the browser: nothing is uploaded.
/* global jsQR */
const codePattern = /\/V\/([A-Z2-7]{100,200})$/i;
const longestSide = 1600;

const section = document.querySelector('#picture');
const video = section.querySelector('video');
const none = section.querySelector('.none');
const canvas = document.createElement('canvas');

/** The code in what is drawn, or null. */
function readCode(source, width, height) {
  const scale = Math.min(1, longestSide / Math.max(width, height));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  const image = context.getImageData(0, 0, canvas.width, canvas.height);
  return codePattern.exec(jsQR(image.data, image.width, image.height)?.data ?? '')?.[1] ?? null;
}

function open(code) {
  location.assign(`/V/${code.toUpperCase()}`);
}

section.querySelector('input[type=file]').addEventListener('change', async (event) => {
  const [file] = event.target.files;
  if (file === undefined) return;
  const picture = await createImageBitmap(file).catch(() => null);
  const code = picture === null ? null : readCode(picture, picture.width, picture.height);
  none.hidden = code !== null;
  if (code !== null) open(code);
});

section.querySelector('button').addEventListener('click', async () => {
  const stream = await navigator.mediaDevices?.getUserMedia({ video: { facingMode: 'environment' } }).catch(() => null);
  if (!stream) {
    none.hidden = false;
    return;
  }
  video.srcObject = stream;
  video.hidden = false;
  await video.play();
  const look = () => {
    const code = readCode(video, video.videoWidth, video.videoHeight);
    if (code === null) {
      requestAnimationFrame(look);
      return;
    }
    for (const track of stream.getTracks()) track.stop();
    open(code);
  };
  requestAnimationFrame(look);
});

section.hidden = false;
