namespace StreamEngine.Config;

/// <summary>SE2: names and values that a file may hold.</summary>
[ErrorFamily]
public static class SchemaErrors
{
    public static readonly ErrorCode UnknownOption = new("SE2101", "unknown option",
        "The operator has no option of this name, and a name that nobody reads would be a setting without effect.", "Use one of the names that `streamengine ops NAME` lists.", "ofi: { order_flow_imbalance: { window: 10 } }");

    public static readonly ErrorCode MissingOption = new("SE2102", "required option missing",
        "The operator cannot work without this option, and it has no default.", "Write it.", "arrow_file: { path: data/trades.arrow }");

    public static readonly ErrorCode WrongType = new("SE2103", "value of another type",
        "The option takes a value of another type.", "Write the type that the message names.", "window: 100");

    public static readonly ErrorCode OutOfRange = new("SE2104", "value out of range",
        "The operator is defined only for values in the range.", "Write a value in the range.", "window: 100");

    public static readonly ErrorCode NotAllowed = new("SE2105", "value that is not one of those allowed",
        "The option takes one of a few words.", "Use one of those that the message lists.", "venue: binance_spot");

    public static readonly ErrorCode ItemCount = new("SE2106", "too many or too few items",
        "The list or map has a limit on its length.", "Write as many as the message allows.", "columns: [price, qty]");

    public static readonly ErrorCode NullValue = new("SE2107", "nothing where a value is needed",
        "The option stands without a value, and null has no meaning for it.", "Write a value, or remove the option to take its default.", "window: 100");
}
