using StreamEngine.Config;

namespace StreamEngine.Expressions;

/// <summary>All codes of expression problems.</summary>
[ErrorFamily]
public static class ExpressionErrors
{
    /// <summary>A character has no meaning in an expression.</summary>
    public static readonly ErrorCode NoSuchSign = new("SE1201", "no sign of the language",
        "The language of expressions has no such sign.",
        "Write and, or, not, = and if … then … else …; texts stand in single quotes.",
        "where: price > 1 && qty > 1",
        "where: price > 1 and qty > 1");

    /// <summary>Something else must stand here.</summary>
    public static readonly ErrorCode SomethingElseWanted = new("SE1202", "something else must stand here",
        "A value, an operator or a word is missing, or there is one too many.",
        "Write what the message names.",
        "where: price > * 2",
        "where: price > 2");

    /// <summary>A text is not closed.</summary>
    public static readonly ErrorCode TextNotClosed = new("SE1203", "this text is not closed",
        "The closing quote is missing on the line.",
        "Close it with a single quote; a quote inside is written twice.",
        "where: side = 'buy",
        "where: side = 'buy'");

    /// <summary>A bracket is not closed.</summary>
    public static readonly ErrorCode BracketNotClosed = new("SE1204", "this bracket is not closed",
        "The expression ends inside ( or [.",
        "Close it.",
        "where: price * (qty + 1 > 5",
        "where: price * (qty + 1) > 5");

    /// <summary>An expression is nested too deeply.</summary>
    public static readonly ErrorCode TooDeep = new("SE1205", "nested too deeply",
        "An expression has at most 200 levels; a sum of more than 200 terms is one, and so are lines of a select that build on one another.",
        "Split it into several select lines, or several nodes.",
        "x = a + a + … 300 terms",
        "x = a + a + … 150 terms\ny = x + a + … 150 terms");

    /// <summary>An expression is too long.</summary>
    public static readonly ErrorCode TooLong = new("SE1206", "an expression too long",
        "An expression or select block has at most 32,768 characters.",
        "Split it into several nodes.",
        "where: price > 1 and price > 2 and … 40,000 characters",
        "a: { from: trades, where: … }\nb: { from: a, where: … }");

    /// <summary>A number cannot be held.</summary>
    public static readonly ErrorCode NumberDoesNotFit = new("SE1207", "this number cannot be held",
        "It is too large for its type, or a duration is no whole number of nanoseconds.",
        "Write a point for a float64; choose a coarser unit.",
        "where: price > 99999999999999999999",
        "where: price > 99999999999999999999.0");

    /// <summary>Comparisons do not chain.</summary>
    public static readonly ErrorCode ChainedComparison = new("SE1208", "comparisons do not chain",
        "a < b < c would compare a truth with c.",
        "Write a < b and b < c.",
        "where: 1 < price < 10",
        "where: 1 < price and price < 10");

    /// <summary>A select line has no name.</summary>
    public static readonly ErrorCode LineWithoutName = new("SE1209", "this line names no column",
        "Every line of a select block makes a named column.",
        "Write name = expression, a bare name, or *.",
        "select: |\n  ts\n  price * qty",
        "select: |\n  ts\n  notional = price * qty");

    /// <summary>A name is set twice.</summary>
    public static readonly ErrorCode NameSetTwice = new("SE1210", "this name is set above",
        "Two lines of one select block have one name.",
        "Remove one, or give it another name.",
        "x = price\nx = qty",
        "x = price\ny = qty");

    /// <summary>No such column.</summary>
    public static readonly ErrorCode NoSuchColumn = new("SE3201", "no column has this name",
        "The input has no column of this name, and no line further up sets it.",
        "Use one of the columns listed.",
        "where: pric > 0",
        "where: price > 0");

    /// <summary>No such function.</summary>
    public static readonly ErrorCode NoSuchFunction = new("SE3204", "no function has this name",
        "The language has no function of this name.",
        "Use one of the functions listed.",
        "where: absolute(change) > 1",
        "where: abs(change) > 1");

    /// <summary>No such parameter.</summary>
    public static readonly ErrorCode NoSuchParameter = new("SE3203", "no param has this name",
        "The pipeline declares no parameter of this name.",
        "Correct the name, or declare it under params.",
        "where: qty > $limt",
        "where: qty > $limit");

    /// <summary>An operator does not take these types.</summary>
    public static readonly ErrorCode OperandTypes = new("SE4101", "these types do not go together",
        "The operator takes no values of these types, as a number and a text.",
        "Convert one side, or compare what is comparable.",
        "x = price + 'a'",
        "x = price + 1");

    /// <summary>Decimal and float do not mix.</summary>
    public static readonly ErrorCode DecimalWithFloat = new("SE4102", "decimal meets float",
        "Money is exact, a float64 is not; to mix them silently would lose that.",
        "Write float(x) to give up exactness, or decimal(x, places).",
        "x = decimal(price, 2) * qty",
        "x = decimal(price, 2) * decimal(qty, 8)");

    /// <summary>A function does not take this type.</summary>
    public static readonly ErrorCode ArgumentType = new("SE4103", "no argument of this type",
        "The function takes values of another type.",
        "Convert the argument, or use a column of the type the message names.",
        "x = abs(symbol)",
        "x = abs(price)");

    /// <summary>A bool is needed.</summary>
    public static readonly ErrorCode NotABool = new("SE4104", "a condition is needed",
        "where, if, and, or, not take a truth.",
        "Compare the value with something.",
        "where: price",
        "where: price > 0");

    /// <summary>Branches have two types.</summary>
    public static readonly ErrorCode BranchTypes = new("SE4105", "one value, two types",
        "if, else, coalesce, min and max give one of several values, so these have one type.",
        "Make them one type.",
        "x = if price > 1 then qty else 'none'",
        "x = if price > 1 then qty else null");

    /// <summary>Wrong number of arguments.</summary>
    public static readonly ErrorCode ArgumentCount = new("SE4106", "too many or too few arguments",
        "The function takes another number of arguments.",
        "Write it as the message shows.",
        "x = abs(price, qty)",
        "x = abs(price)");

    /// <summary>Not a name of the enum.</summary>
    public static readonly ErrorCode NotAName = new("SE4107", "no name of the enum",
        "The text is outside the closed set, so the comparison could never be true.",
        "Use one of its names.",
        "where: side = 'bid'",
        "where: side = 'buy'");

    /// <summary>No such element.</summary>
    public static readonly ErrorCode NoSuchElement = new("SE4108", "no such element",
        "The index is not a whole number inside the vector.",
        "Count from 0.",
        "top = bid_sizes[5]   # depth 5",
        "top = bid_sizes[4]");

    /// <summary>A null without type.</summary>
    public static readonly ErrorCode UntypedNull = new("SE4109", "a null without a type",
        "Nothing around the null says what it is, so the column would have no type.",
        "Write float(null), or put it beside a typed value.",
        "x = null",
        "x = float(null)");

    /// <summary>A count must be a literal in range.</summary>
    public static readonly ErrorCode CountNotLiteral = new("SE4110", "a literal in range is needed",
        "Digits, places and first n are known when the pipeline is bound.",
        "Write a whole number in the range.",
        "x = round(price, 99)",
        "x = round(price, 2)");

    /// <summary>Texts have no order.</summary>
    public static readonly ErrorCode TextOrder = new("SE4111", "texts have no order",
        "Symbols, enums and strings are equal or not.",
        "Compare with =, != or in.",
        "where: symbol < 'B'",
        "where: symbol in ['BTCUSDT', 'BNBUSDT']");

    /// <summary>A list and a single value are mixed up.</summary>
    public static readonly ErrorCode ListOrValue = new("SE4114", "a list for a value, or a value for a list",
        "A list param stands behind in, and only a list does.",
        "Write x in $list, or x = $value.",
        "where: symbol = $symbols",
        "where: symbol in $symbols");

    /// <summary>A column of single rows under an aggregating verb.</summary>
    public static readonly ErrorCode OutsideAggregate = new("SE4121", "which of the rows?",
        "Under window, select describes many rows at once; a column alone has one value for each of them.",
        "Say which of them or what of them: last(price), sum(qty), mean(price).",
        "window: { tumble: 1m }\nselect: |\n  close = price",
        "window: { tumble: 1m }\nselect: |\n  close = last(price)");

    /// <summary>An aggregate where none can stand.</summary>
    public static readonly ErrorCode AggregatePlace = new("SE4122", "no aggregate can stand here",
        "Inside an aggregate there is one row, so aggregates do not nest; and ohlc gives four columns, so it stands alone on its line.",
        "Aggregate twice with two nodes; write ohlc(x) on a line of its own.",
        "widest = max(mean(price))",
        "widest = max(price)");

    /// <summary>Two units meet.</summary>
    public static readonly ErrorCode UnitsDiffer = new("SE4201", "two units meet",
        "Values of different units are added or compared.",
        "Convert one, by a factor or a price.",
        "where: price > qty",
        "where: price * qty > 1_000 USDT");

    /// <summary>An operation can fail and nothing says what then.</summary>
    public static readonly ErrorCode ElseMissing = new("SE4301", "what if it fails?",
        "/, %, log, sqrt and exp have no result for some values, and the expression says nothing for them.",
        "Write … else null, or another value behind else.",
        "ratio = price / qty",
        "ratio = price / qty else null");
}
