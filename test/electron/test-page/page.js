window.heard = [];
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective));
window.office.onMessage((text) => window.heard.push(text));
window.pageScriptRan = true;
