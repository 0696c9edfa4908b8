// Counts violations of the content security policy in `window.reports`.
function countViolations() {
  window.reports = 0;
  document.addEventListener("securitypolicyviolation", () => window.reports++);
}
