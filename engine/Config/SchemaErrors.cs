namespace StreamEngine.Config;

/// <summary>SE2: names and values that a file may hold.</summary>
[ErrorFamily]
public static class SchemaErrors
{
    public static readonly ErrorCode UnknownOption = new("SE2101", "no such option",
        "The operator has no option of this name, and a name that nobody reads would be a setting without effect.",
        "Use one of the names that `streamengine ops NAME` lists.",
        "console: { evry: 5 }",
        "console: { every: 5 }");

    public static readonly ErrorCode MissingOption = new("SE2102", "an option is missing",
        "The operator cannot work without this option, and it has no default.",
        "Write it.",
        "jsonl_file: { schema: trade/1 }",
        "jsonl_file: { path: trades.jsonl, schema: trade/1 }");

    public static readonly ErrorCode WrongType = new("SE2103", "a value of another type",
        "The option takes a value of another type.",
        "Write a value of the type that the message names.",
        "console: { every: often }",
        "console: { every: 5 }");

    public static readonly ErrorCode OutOfRange = new("SE2104", "out of range",
        "The operator is defined only for values in the range.",
        "Write a value in the range.",
        "order_book: { depth: 0 }",
        "order_book: { depth: 20 }");

    public static readonly ErrorCode NotAllowed = new("SE2105", "none of the words allowed",
        "The option takes one of a few words.",
        "Use one of those that the message lists.",
        "normalize: { venue: binance_spt }",
        "normalize: { venue: binance_spot }");

    public static readonly ErrorCode ItemCount = new("SE2106", "too many or too few items",
        "The list or map has a limit on its length.",
        "Write as many as the message allows.",
        "jsonl_file: { path: [], schema: trade/1 }",
        "jsonl_file: { path: [trades.jsonl], schema: trade/1 }");

    public static readonly ErrorCode NullValue = new("SE2107", "no value",
        "The option stands without a value, and null has no meaning for it.",
        "Write a value, or remove the option to take its default.",
        "order_book:\n  depth:",
        "order_book:\n  depth: 20");
}
