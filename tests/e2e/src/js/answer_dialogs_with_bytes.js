// Answers file dialogs with a file whose content is given in Base64.
function answerDialogsWithBytes(name, base64) {
  HTMLInputElement.prototype.click = function () {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name));
    this.files = data.files;
    this.dispatchEvent(new Event("change"));
  };
}
