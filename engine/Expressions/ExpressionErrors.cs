using StreamEngine.Config;

namespace StreamEngine.Expressions;

/// <summary>All codes of expression problems.</summary>
[ErrorFamily]
public static class ExpressionErrors
{
    /// <summary>A character has no meaning in an expression.</summary>
    public static readonly ErrorCode NoSuchSign = new("SE1201", "a character has no meaning in an expression", "The language has no such sign.", "Use and, or, not, if … then … else …; texts stand in single quotes.", "a && b");

    /// <summary>Something else must stand here.</summary>
    public static readonly ErrorCode SomethingElseWanted = new("SE1202", "something else must stand here", "A value, operator or word is missing, or there is one too many.", "Write what the message names.", "a + * b");

    /// <summary>A text is not closed.</summary>
    public static readonly ErrorCode TextNotClosed = new("SE1203", "a text is not closed", "The closing quote is missing on the line.", "Close it with '; write '' for a quote inside.", "side = 'buy");

    /// <summary>A bracket is not closed.</summary>
    public static readonly ErrorCode BracketNotClosed = new("SE1204", "a bracket is not closed", "The expression ends inside ( or [.", "Close it.", "(a + b");

    /// <summary>An expression is nested too deeply.</summary>
    public static readonly ErrorCode TooDeep = new("SE1205", "an expression is nested too deeply", "More than 200 levels; a sum of more than 200 terms is one.", "Split it into several select lines.", "((((…))))");

    /// <summary>An expression is too long.</summary>
    public static readonly ErrorCode TooLong = new("SE1206", "an expression is too long", "More than 32768 characters.", "Split it into several nodes.", "a + a + …");

    /// <summary>A number cannot be held.</summary>
    public static readonly ErrorCode NumberDoesNotFit = new("SE1207", "a number cannot be held", "It is too large for its type, or a duration is no whole number of nanoseconds.", "Write a point for a float64; choose a smaller unit.", "99999999999999999999");

    /// <summary>Comparisons do not chain.</summary>
    public static readonly ErrorCode ChainedComparison = new("SE1208", "comparisons do not chain", "a < b < c compares a truth with c.", "Write a < b and b < c.", "0 < a < 10");

    /// <summary>A select line has no name.</summary>
    public static readonly ErrorCode LineWithoutName = new("SE1209", "a select line has no name", "Every line of a select block makes a named column.", "Write name = expression, a bare name, or *.", "a + b");

    /// <summary>A name is set twice.</summary>
    public static readonly ErrorCode NameSetTwice = new("SE1210", "a name is set twice", "Two lines of one select block have one name.", "Remove one, or rename it.", "x = a\nx = b");

    /// <summary>No such column.</summary>
    public static readonly ErrorCode NoSuchColumn = new("SE3201", "no such column", "The input has no column of this name, and no line further up sets it.", "Use one of the columns listed.", "pric > 0");

    /// <summary>No such function.</summary>
    public static readonly ErrorCode NoSuchFunction = new("SE3204", "no such function", "The language has no function of this name.", "Use one of the functions listed.", "absolute(a)");

    /// <summary>No such parameter.</summary>
    public static readonly ErrorCode NoSuchParameter = new("SE3203", "no such parameter", "The pipeline declares no parameter of this name.", "Declare it under params.", "a > $limt");

    /// <summary>An operator does not take these types.</summary>
    public static readonly ErrorCode OperandTypes = new("SE4101", "an operator does not take these types", "For instance a number and a text.", "Convert one side, or compare what is comparable.", "a + 'x'");

    /// <summary>Decimal and float do not mix.</summary>
    public static readonly ErrorCode DecimalWithFloat = new("SE4102", "decimal and float do not mix", "Money is exact, float64 is not.", "Write float(x), or decimal(x, places).", "total * price");

    /// <summary>A function does not take this type.</summary>
    public static readonly ErrorCode ArgumentType = new("SE4103", "a function does not take this type", "For instance the logarithm of a decimal or a text.", "Convert the argument.", "abs('x')");

    /// <summary>A bool is needed.</summary>
    public static readonly ErrorCode NotABool = new("SE4104", "a bool is needed", "where, if, and, or, not take a truth.", "Compare the value with something.", "a and b > 0");

    /// <summary>Branches have two types.</summary>
    public static readonly ErrorCode BranchTypes = new("SE4105", "branches have two types", "if, else, coalesce, min and max give one of several values, so these need one type.", "Make them one type.", "if a > 0 then 1 else 'x'");

    /// <summary>Wrong number of arguments.</summary>
    public static readonly ErrorCode ArgumentCount = new("SE4106", "wrong number of arguments", "The function takes fewer or more.", "Write it as shown.", "abs(a, b)");

    /// <summary>Not a name of the enum.</summary>
    public static readonly ErrorCode NotAName = new("SE4107", "not a name of the enum", "The text is outside the closed set, so the comparison could never be true.", "Use one of its names.", "side = 'bid'");

    /// <summary>No such element.</summary>
    public static readonly ErrorCode NoSuchElement = new("SE4108", "no such element", "The index is not a whole number inside the vector.", "Count from 0.", "sizes[20]");

    /// <summary>A null without type.</summary>
    public static readonly ErrorCode UntypedNull = new("SE4109", "a null without type", "Nothing around the null says what it is.", "Write float(null).", "null = null");

    /// <summary>A count must be a literal in range.</summary>
    public static readonly ErrorCode CountNotLiteral = new("SE4110", "a count must be a literal in range", "Digits, places and first n are known when the pipeline is compiled.", "Write a whole number in the range.", "round(a, 99)");

    /// <summary>Texts have no order.</summary>
    public static readonly ErrorCode TextOrder = new("SE4111", "texts have no order", "Symbols, enums and strings are equal or not.", "Compare with =, != or in.", "symbol < 'B'");

    /// <summary>A list and a single value are mixed up.</summary>
    public static readonly ErrorCode ListOrValue = new("SE4114", "a list and a single value are mixed up", "A list parameter stands behind in, and only a list does.", "Write x in $list, or x = $value.", "a = $list");

    /// <summary>Two units meet.</summary>
    public static readonly ErrorCode UnitsDiffer = new("SE4201", "two units meet", "Values of different units are added or compared.", "Convert one, by a factor or a price.", "spread_bps > 5 USDT");

    /// <summary>An operation can fail and nothing says what then.</summary>
    public static readonly ErrorCode ElseMissing = new("SE4301", "an operation can fail and nothing says what then", "/, %, log, sqrt and exp have no result for some values.", "Write … else null, or another value behind else.", "a / b");
}
