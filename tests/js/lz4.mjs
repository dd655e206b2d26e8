// Gives apache-arrow the LZ4 codec it has not, from npm lz4js.
import { createRequire } from 'node:module';
import { CompressionType, compressionRegistry } from 'apache-arrow';

const lz4 = createRequire(import.meta.url)('lz4js');
compressionRegistry.set(CompressionType.LZ4_FRAME, {
  encode: (bytes) => Uint8Array.from(lz4.compress(bytes)),
  decode: (bytes) => Uint8Array.from(lz4.decompress(bytes)),
});
