// Sends a form with `window.files` to the app, as the phone's share sheet does.
function shareFiles(address) {
  const input = document.createElement("input");
  Object.assign(input, { type: "file", name: "run", multiple: true });
  input.files = window.files;
  const form = document.createElement("form");
  form.append(input);
  Object.assign(form, { method: "post", enctype: "multipart/form-data", action: address });
  document.body.append(form);
  form.submit();
}
