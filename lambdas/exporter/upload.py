"""A file on its way to S3, of which little is held at a time."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

PART_BYTES = 8 * 1024 * 1024
"""S3 wants 5 MiB at least of every part but the last, and takes 10,000 parts:
https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html"""


class UploadFailed(Exception):
    """S3 is down, throttled or refuses."""


@contextmanager
def upload(client: "S3Client", bucket: str, key: str, content_type: str) -> Iterator["Upload"]:
    """A file that is there, whole, after the block, and not at all if the block raises."""
    file = Upload(client, bucket, key, content_type)
    try:
        yield file
        file.finish()
    except BaseException:
        file.abort()
        raise


class Upload:
    """Every method but ``abort`` raises UploadFailed."""

    def __init__(self, client: "S3Client", bucket: str, key: str, content_type: str) -> None:
        self.bytes = 0
        """Written so far."""
        self._client = client
        self._bucket = bucket
        self._key = key
        self._content_type = content_type
        self._held = bytearray()
        self._upload_id: str | None = None
        self._parts: list[CompletedPartTypeDef] = []

    def write(self, text: str) -> None:
        data = text.encode("utf-8", "backslashreplace")
        self._held += data
        self.bytes += len(data)
        if len(self._held) >= PART_BYTES:
            with _errors():
                self._send_part()

    def finish(self) -> None:
        with _errors():
            if self._upload_id is None:
                self._client.put_object(
                    Bucket=self._bucket,
                    Key=self._key,
                    ContentType=self._content_type,
                    Body=bytes(self._held),
                )
                return
            if self._held:
                self._send_part()
            self._client.complete_multipart_upload(
                Bucket=self._bucket,
                Key=self._key,
                UploadId=self._upload_id,
                MultipartUpload={"Parts": self._parts},
            )

    def abort(self) -> None:
        """Frees what was sent. If that fails as well, the bucket's lifecycle rule does it."""
        if self._upload_id is None:
            return
        with suppress(BotoCoreError, ClientError):
            self._client.abort_multipart_upload(
                Bucket=self._bucket, Key=self._key, UploadId=self._upload_id
            )

    def _send_part(self) -> None:
        upload_id, number = self._begun(), len(self._parts) + 1
        sent = self._client.upload_part(
            Bucket=self._bucket,
            Key=self._key,
            UploadId=upload_id,
            PartNumber=number,
            Body=bytes(self._held),
        )
        self._parts.append({"ETag": sent["ETag"], "PartNumber": number})
        self._held.clear()

    def _begun(self) -> str:
        if self._upload_id is None:
            begun = self._client.create_multipart_upload(
                Bucket=self._bucket, Key=self._key, ContentType=self._content_type
            )
            self._upload_id = begun["UploadId"]
        return self._upload_id


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise UploadFailed(str(error)) from error
