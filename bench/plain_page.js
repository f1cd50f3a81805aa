// The peer of bench/page.py: no framework, no folding, nothing drawn later.
const policy = trustedTypes.createPolicy("lit-html", { createHTML: (text) => text });
const safe = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const row = ({ status, step, message, time_from_start, timestamp }) =>
  `<div class="step"><span>${safe(status)}</span><b>${safe(step)}</b><span>${safe(message)}</span>` +
  `<time>${safe(time_from_start)}</time><time>${safe(timestamp)}</time></div>`;
const id = new URLSearchParams(location.search).get("tracking_id");
const answer = await (await fetch(`/api/execution-logs/${id}`)).json();
document.querySelector("#log").innerHTML = policy.createHTML(answer.data.steps.map(row).join(""));
