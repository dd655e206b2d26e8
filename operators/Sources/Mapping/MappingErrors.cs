using StreamEngine.Config;

namespace StreamEngine.Sources.Mapping;

/// <summary>SE2402 and SE9303 to SE9305: files of somebody else's making.</summary>
[ErrorFamily]
public static class MappingErrors
{
    public static readonly ErrorCode Mapping = new("SE2402", "a mapping that gives no rows",
        "A column of 'columns' is not one of the schema and has no type, its options do not go together, or a column that every row needs comes from nowhere.",
        "Correct the column; `streamengine ops csv_file` says what can be written for one.",
        "columns: { price: px, qty: size }   # and no ts",
        "columns: { ts: { from: time, time: ms }, price: px, qty: size }");

    public static readonly ErrorCode Record = new("SE9303", "a record of a CSV file is no row",
        "It has another number of fields than the file, a quote that does not close, or a field that is not a value of its column: another type, more than 15 significant digits, a time outside 2000 to 2100, a word that 'values' does not list.",
        "Look at the record in the dead letter; correct 'columns', 'missing', 'delimiter' or 'decimal'.",
        "columns: { side: { from: maker, values: { buy: buy } } }   # the file says 1",
        "columns: { side: { from: maker, values: { '1': sell, '0': buy } } }");

    public static readonly ErrorCode Checksum = new("SE9304", "a file is not what its checksum says",
        "A file with .CHECKSUM beside it has another SHA-256, the checksum file cannot be read, or there is none although 'checksum: required' is set.",
        "Fetch the file and its .CHECKSUM again; 'checksum: off' reads the file as it is.",
        "csv_file: { path: t.zip, format: binance_trades, symbol: BTCUSDT, checksum: required }",
        "csv_file: { path: t.zip, format: binance_trades, symbol: BTCUSDT }");

    public static readonly ErrorCode Packed = new("SE9305", "a packed file that is not read",
        "A zip file has several members or none of the name, is encrypted or damaged; the packing is one that is not read; or it unpacks to more than 250 times its size.",
        "Name the member with 'member', or unpack the file and read that.",
        "csv_file: { path: t.zip, format: binance_trades, symbol: BTCUSDT }   # t.zip holds two files",
        "csv_file: { path: t.zip, member: t.csv, format: binance_trades, symbol: BTCUSDT }");
}
