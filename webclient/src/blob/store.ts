// The blobs of this page, by hex SHA-256.
export class BlobStore {}
