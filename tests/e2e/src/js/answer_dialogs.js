// Catches what the app saves as a file in `window.copy`, and answers file dialogs with a text file.
function answerDialogs(name, text) {
  HTMLAnchorElement.prototype.click = function () {};
  const create = (window.RealCreate ??= URL.createObjectURL);
  URL.createObjectURL = (blob) => {
    blob.text().then((content) => (window.copy = content));
    return create.call(URL, blob);
  };
  HTMLInputElement.prototype.click = function () {
    const data = new DataTransfer();
    data.items.add(new File([text], name));
    this.files = data.files;
    this.dispatchEvent(new Event("change"));
  };
}
