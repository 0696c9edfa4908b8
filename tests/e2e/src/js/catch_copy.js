// Catches what the app saves as a file in `window.copied`, on its way to the download folder.
function catchCopy() {
  const create = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    blob.text().then((text) => (window.copied = text));
    return create(blob);
  };
}
