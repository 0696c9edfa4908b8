// Answers file dialogs with a file that is one byte too large for the app.
function answerDialogsWithHugeFile() {
  HTMLInputElement.prototype.click = function () {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array((32 << 20) + 1)], "huge.gpx"));
    this.files = data.files;
    this.dispatchEvent(new Event("change"));
  };
}
