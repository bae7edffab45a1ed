// Reads lines of {"schema", "hex"}, decodes each message with avsc and writes its own encoding of it, in hex.
// Numbers of JavaScript end at 2^53: longs are taken as they lie in the buffer.
const avro = require('avsc');
const long = avro.types.LongType.__with({
  fromBuffer: (buffer) => buffer.readBigInt64LE(),
  toBuffer: (value) => { const buffer = Buffer.alloc(8); buffer.writeBigInt64LE(value); return buffer; },
  fromJSON: BigInt, toJSON: Number, isValid: (value) => typeof value === 'bigint', compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
});
require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const given = JSON.parse(line);
  const type = avro.Type.forSchema(JSON.parse(given.schema), { registry: { long }, wrapUnions: true });
  console.log(type.toBuffer(type.fromBuffer(Buffer.from(given.hex, 'hex'))).toString('hex'));
});
