namespace StreamEngine.Expressions;

/// <summary>All codes of expression problems.</summary>
public static class ExpressionCodes
{
    /// <summary>The codes in order.</summary>
    public static IReadOnlyList<ExpressionCode> All { get; } =
    [
        new("SE1201", "a character has no meaning in an expression", "The language has no such sign.", "Use and, or, not, if … then … else …; texts stand in single quotes.", "a && b"),
        new("SE1202", "something else must stand here", "A value, operator or word is missing, or there is one too many.", "Write what the message names.", "a + * b"),
        new("SE1203", "a text is not closed", "The closing quote is missing on the line.", "Close it with '; write '' for a quote inside.", "side = 'buy"),
        new("SE1204", "a bracket is not closed", "The expression ends inside ( or [.", "Close it.", "(a + b"),
        new("SE1205", "an expression is nested too deeply", "More than 200 levels; a sum of more than 200 terms is one.", "Split it into several select lines.", "((((…))))"),
        new("SE1206", "an expression is too long", "More than 65536 characters.", "Split it into several nodes.", "a + a + …"),
        new("SE1207", "a number cannot be held", "It is too large for its type, or a duration is no whole number of nanoseconds.", "Write a point for a float64; choose a smaller unit.", "99999999999999999999"),
        new("SE1208", "comparisons do not chain", "a < b < c compares a truth with c.", "Write a < b and b < c.", "0 < a < 10"),
        new("SE1209", "a select line has no name", "Every line of a select block makes a named column.", "Write name = expression, a bare name, or *.", "a + b"),
        new("SE1210", "a name is set twice", "Two lines of one select block have one name.", "Remove one, or rename it.", "x = a\nx = b"),
        new("SE3201", "no such column", "The input has no column of this name, and no line further up sets it.", "Use one of the columns listed.", "pric > 0"),
        new("SE3202", "no such function", "The language has no function of this name.", "Use one of the functions listed.", "absolute(a)"),
        new("SE3203", "no such parameter", "The pipeline declares no parameter of this name.", "Declare it under params.", "a > $limt"),
        new("SE4101", "an operator does not take these types", "For instance a number and a text.", "Convert one side, or compare what is comparable.", "a + 'x'"),
        new("SE4102", "decimal and float do not mix", "Money is exact, float64 is not.", "Write float(x), or decimal(x, places).", "total * price"),
        new("SE4103", "a function does not take this type", "For instance the logarithm of a decimal or a text.", "Convert the argument.", "abs('x')"),
        new("SE4104", "a bool is needed", "where, if, and, or, not take a truth.", "Compare the value with something.", "a and b > 0"),
        new("SE4105", "branches have two types", "if, else, coalesce, min and max give one of several values, so these need one type.", "Make them one type.", "if a > 0 then 1 else 'x'"),
        new("SE4106", "wrong number of arguments", "The function takes fewer or more.", "Write it as shown.", "abs(a, b)"),
        new("SE4107", "not a name of the enum", "The text is outside the closed set, so the comparison could never be true.", "Use one of its names.", "side = 'bid'"),
        new("SE4108", "no such element", "The index is not a whole number inside the vector.", "Count from 0.", "sizes[20]"),
        new("SE4109", "a null without type", "Nothing around the null says what it is.", "Write float(null).", "null = null"),
        new("SE4110", "a count must be a literal in range", "Digits, places and first n are known when the pipeline is compiled.", "Write a whole number in the range.", "round(a, 99)"),
        new("SE4111", "texts have no order", "Symbols, enums and strings are equal or not.", "Compare with =, != or in.", "symbol < 'B'"),
        new("SE4114", "a list and a single value are mixed up", "A list parameter stands behind in, and only a list does.", "Write x in $list, or x = $value.", "a = $list"),
        new("SE4201", "two units meet", "Values of different units are added or compared.", "Convert one, by a factor or a price.", "spread_bps > 5 USDT"),
        new("SE4301", "an operation can fail and nothing says what then", "/, %, log, sqrt and exp have no result for some values.", "Write … else null, or another value behind else.", "a / b"),
    ];
}
