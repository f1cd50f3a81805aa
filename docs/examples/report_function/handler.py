"""An engineer's own function: writes a company's report, and records how."""

import logging
from typing import Any

from execution_log import ExecutionLog, LogRecords, Recorder, step

logger = logging.getLogger("reports")
logger.setLevel(logging.INFO)
logger.addHandler(LogRecords())

recorder = Recorder.from_environment()


def handler(order: dict[str, Any], context: Any) -> dict[str, int]:
    """Answers how many characters the report has."""
    with recorder.execution(
        order["tracking_id"], company=order["company"], lambda_context=context
    ) as log:
        return {"characters": len(make_report(order, log))}


def make_report(order: dict[str, Any], log: ExecutionLog) -> str:
    figures = order["figures"]
    log.completed("initialization", f"Started the report of {order['company']}")

    with log.step("report_writing", "Writing the report", pages=len(figures)) as writing:
        pages = []
        for number, figure in enumerate(figures, 1):
            pages.append(write_page(figure))
            writing.progress(number, len(figures))
        writing.message = f"Wrote {len(pages)} pages"

    if order.get("charts"):
        log.failed(
            "chart_drawing",
            "The report goes without charts: the chart service does not answer",
            error_code="CHART_SERVICE_DOWN",
            retry_possible=True,
        )
    else:
        log.skipped("chart_drawing", "Nobody asked for charts")

    report = "\n".join(pages)
    log.completed("report_storage", f"Stored the report ({len(report)} characters)")
    return report


@step("page_writing", "Writing a page")
def write_page(figure: int) -> str:
    if figure < 0:
        logger.warning("%d is a loss", figure)
    return f"{figure:>12,}"
