"""What a request can come to, and the one place where that becomes an HTTP status."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus


class RequestError(Exception):
    """A request that gets an answer other than 200. The text is written for people."""

    status = HTTPStatus.BAD_REQUEST
    headers: Mapping[str, str] = {}

    def body(self) -> dict[str, object]:
        return {"success": False, "error": str(self)}


class BadRequest(RequestError):
    """A parameter is malformed; the text names it."""


class BadCursor(BadRequest):
    """A cursor that is not, or no longer, taken back. A list can always begin again."""

    def body(self) -> dict[str, object]:
        return {**super().body(), "code": "bad_cursor"}


class Forbidden(RequestError):
    """Signed in, but not allowed."""

    status = HTTPStatus.FORBIDDEN


class LogNotFound(RequestError):
    """There is no log, or it has expired."""

    status = HTTPStatus.NOT_FOUND

    def __init__(self, tracking_id: str) -> None:
        super().__init__("No execution log found for this tracking ID")
        self.tracking_id = tracking_id

    def body(self) -> dict[str, object]:
        return {**super().body(), "tracking_id": self.tracking_id}


class ProfileNotFound(LogNotFound):
    """No payload is stored under this tracking id."""

    def __init__(self, tracking_id: str) -> None:
        RequestError.__init__(self, "No profile is stored for this tracking ID")
        self.tracking_id = tracking_id


class NoSuchAddress(RequestError):
    """The path belongs to no route."""

    status = HTTPStatus.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is nothing at this address")


class MethodNotAllowed(RequestError):
    """The path belongs to a route, but not with this method."""

    status = HTTPStatus.METHOD_NOT_ALLOWED

    def __init__(self, allowed: Iterable[str]) -> None:
        methods = ", ".join(sorted(allowed))
        super().__init__(f"This address takes {methods} only")
        self.headers = {"Allow": methods}


class UnsupportedMediaType(RequestError):
    """The body is not plain JSON."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


class TooLarge(RequestError):
    """The body is larger than we read."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class FileTooLarge(RequestError):
    """A log that does not fit into one answer as a file."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE

    def __init__(self, most_bytes: int, *, compressed: bool) -> None:
        instead = "" if compressed else "ask for it compressed (Accept-Encoding: gzip), or "
        super().__init__(
            f"This log makes a file of more than {most_bytes / 1_000_000:g} MB, too much for one "
            f"answer; {instead}read it page by page with after_seq"
        )


class Conflict(RequestError):
    """It can't be done in the state that things are in now; the text tells the state."""

    status = HTTPStatus.CONFLICT


class AttemptInTheWay(Conflict):
    """An attempt is in a state that does not allow it; the answer names the attempt."""

    def __init__(self, error: str, tracking_id: str, execution_id: str) -> None:
        super().__init__(error)
        self.tracking_id = tracking_id
        self.execution_id = execution_id

    def body(self) -> dict[str, object]:
        attempt = {"tracking_id": self.tracking_id, "execution_id": self.execution_id}
        return {**super().body(), **attempt}


class NotSupported(RequestError):
    """The services that this stage runs on can't do it."""

    status = HTTPStatus.NOT_IMPLEMENTED


class QueueUnavailable(RequestError):
    """A queue did not take or give messages: down, throttled, gone, forbidden."""

    status = HTTPStatus.BAD_GATEWAY

    def __init__(self, error: str = "The queue did not answer; look again and repeat it") -> None:
        super().__init__(error)


class ExportNotFound(RequestError):
    """There is no such export, or it has expired."""

    status = HTTPStatus.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such export; they are kept for a day")


class ExporterUnavailable(RequestError):
    """The function that writes exports could not be called: throttled, gone, forbidden."""

    status = HTTPStatus.BAD_GATEWAY

    def __init__(self) -> None:
        super().__init__("The export could not be begun; ask for it again")


class InternalError(RequestError):
    """The fault is on our side. Tells its class and the request id, never the internals."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    sentence = "The request could not be completed"

    def __init__(self, cause: Exception, request_id: str) -> None:
        super().__init__(self.sentence)
        self.details = f"{type(cause).__name__} (request {request_id})"

    def body(self) -> dict[str, object]:
        return {**super().body(), "details": self.details}


class RetrievalFailed(InternalError):
    """Something could not be read."""

    sentence = "Failed to retrieve execution log"


class StoreDown(RetrievalFailed):
    """The table is down or throttled, which may pass: the same answer, and when to ask again."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    headers: Mapping[str, str] = {"Retry-After": "5"}
