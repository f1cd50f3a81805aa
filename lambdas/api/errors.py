"""What a request can come to, and the one place where that becomes an HTTP status."""

from http import HTTPStatus


class RequestError(Exception):
    """A request that gets an answer other than 200. The text is written for people."""

    status = HTTPStatus.BAD_REQUEST

    def body(self) -> dict[str, object]:
        return {"success": False, "error": str(self)}


class BadRequest(RequestError):
    """A parameter is malformed; the text names it."""


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


class NoSuchAddress(RequestError):
    """The path belongs to no route."""

    status = HTTPStatus.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is nothing at this address")


class RetrievalFailed(RequestError):
    """The fault is on our side. Tells its class and the request id, never the internals."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR

    def __init__(self, cause: Exception, request_id: str) -> None:
        super().__init__("Failed to retrieve execution log")
        self.details = f"{type(cause).__name__} (request {request_id})"

    def body(self) -> dict[str, object]:
        return {**super().body(), "details": self.details}
