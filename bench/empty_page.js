// The floor of bench/list_arrival.py: what any page waits for that shows an answer of the API.
const answer = await (await fetch("/api/execution-logs?limit=25")).json();
const row = document.createElement("p");
row.textContent = answer.data.executions[0].company;
document.querySelector("#answer").append(row);
