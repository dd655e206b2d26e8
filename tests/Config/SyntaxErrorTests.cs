using StreamEngine.Config;

namespace StreamEngine.Tests.Config;

public sealed class SyntaxErrorTests
{
    private const string Block = "write it in block style, one key a line, or quote the expression";
    private const string Lone = "if it is part of an expression that YAML split at a comma, write that in block style or quote it";
    private const string Shared = "use 'params' or 'defaults' for what is shared; quote text that begins with";
    private const string Comment = "a '#' behind a space starts a comment, and a bracket that is open before it is not closed";
    private const string Move = "quote the text, or move the comment to a line of its own";
    private const string Tags = "tags are not allowed; quote text that begins with '!'; in an expression write 'not'";

    public static TheoryData<string, string> Texts => new()
    {
        { "", "1:1: error SE1010: the file is empty; a pipeline starts with 'version: 1'" },
        { "# only this\n", "1:1: error SE1010: the file is empty; a pipeline starts with 'version: 1'" },
        { "---\n", "2:1: error SE1010: the file is empty; a pipeline starts with 'version: 1'" },
        { "a: 1\n---\nb: 2", "2:1: error SE1011: a second document starts here; a file holds one pipeline; move what follows to a file of its own" },
        { "- 1", "1:1: error SE1012: the file is a list; it must be a map of keys such as 'version', 'pipeline' and 'nodes'" },
        { "hello", "1:1: error SE1012: the file is 'hello'; it must be a map of keys such as 'version', 'pipeline' and 'nodes'" },
        { "%YAML 1.1\n---\na: 1", "1:1: error SE1013: directives such as '%YAML' are not allowed; remove the line" },
        { "a: x\0y", "1:5: error SE1002: character U+0000 cannot stand in a file; remove it, or write it as an escape in double quotes" },
        { "a: 1\u2028b: 2", "1:5: error SE1002: character U+2028 cannot stand in a file; remove it, or write it as an escape in double quotes" },
        { "a: !foo b", "1:4: error SE1020: YAML reads '!foo' as a tag; " + Tags },
        { "a: {where: !done}", "1:12: error SE1020: YAML reads '!done' as a tag; " + Tags },
        { "where: !done or x", "1:8: error SE1020: YAML reads '!done' as a tag; " + Tags },
        { "a: &x 1", $"1:4: error SE1021: YAML reads '&x' as an anchor; anchors are not allowed; {Shared} '&'" },
        { "a: *x", $"1:4: error SE1022: YAML reads '*x' as an alias; aliases are not allowed; {Shared} '*'" },
        { "a: *qty * 2", $"1:4: error SE1022: YAML reads '*qty' as an alias; aliases are not allowed; {Shared} '*'" },
        { "a: {<<: *x}", "1:5: error SE1023: the merge key '<<' is not allowed; write the keys here, or put what is shared under 'defaults'" },
        { "a: 1\na: 2", "2:1: error SE1024: the key 'a' is written twice; it stands already in line 1; remove or rename one" },
        { "? [1]\n: 2", "1:3: error SE1025: the key is a list; a key must be a name" },
        { "{a: 1}: 2", "1:1: error SE1025: the key is a map; a key must be a name" },
        { ": 1", "1:1: error SE1025: the key is empty; a key must be a name" },
        { new string('k', 1100) + ": 1", "1:1: error SE1025: the key has more than 1024 characters" },
        { "b: { where: clip(x, 0, 1) > 0 }", "1:13: error SE1030: YAML split this expression at a comma: 'clip(x, 0, 1) > 0'; " + Block },
        { "b: { where: side = 'a,b', c: 1 }", "1:13: error SE1030: YAML split this expression at a comma: 'side = 'a,b''; " + Block },
        { "a: [clip(x, 0, 1), y]", "1:5: error SE1030: YAML split this expression at a comma: 'clip(x, 0, 1)'; " + Block },
        { "a: {w: f(1}", "1:8: error SE1030: this expression leaves a bracket open: 'f(1'; " + Block },
        { "a: {w: ~, 1) > 0}", "1:11: error SE1030: YAML split this expression at a comma: '1) > 0' is its last piece; " + Block },
        { "a: f(x # y", $"1:8: error SE1031: {Comment}: 'f(x'; {Move}" },
        { "a: {b: f(x) # y }", $"1:13: error SE1031: {Comment}; {Move}" },
        { "a: {b: f(x # y\n)}", $"1:12: error SE1031: {Comment}; {Move}" },
        { "a: {where: }", "1:5: error SE1032: the key 'where' has no value inside '{ }'; write '~' for null" },
        { "a: {x: 1, z}", "1:11: error SE1032: the key 'z' has no value inside '{ }'; write 'z: value'; " + Lone },
        { "a: {b:1}", "1:5: error SE1032: the key 'b:1' has no value inside '{ }'; write a space behind the colon" },
        { "a:\n\tb: 1", "2:1: error SE1040: a tab stands in the indentation; YAML indents with spaces only; replace the tab by spaces" },
        { "a:\n  b: 1\n\tc: 2", "3:1: error SE1040: a tab stands in the indentation; YAML indents with spaces only; replace the tab by spaces" },
        { "a: [1, 2", "1:4: error SE1041: the '[' that opens here is never closed; close it with ']', and indent the lines inside it" },
        { "a: {b: 1\nc: 2", "1:4: error SE1041: the '{' that opens here is not closed before line 2, which is not indented below it; close it with '}', and indent the lines inside it" },
        { "a: 'x\nb: 2", "1:4: error SE1042: the quote ' that opens here is not closed where its text ends; close it; write a quote inside single quotes twice" },
        { "a:\n   b: 1\n  c: 2", "3:3: error SE1043: line 3 is indented by 2, and keys above it by 0 or 3; indent keys of one map alike" },
        { "# c\na 1\nb: 2", "2:1: error SE1048: line 2 has no ': '; in a map each line is 'key: value'; add the colon and a value, or indent the line below the text it belongs to" },
        { "a: 1\n b: 2", "2:2: error SE1043: the key 'b' is indented below a line that already has a value, or follows a line without ':'; indent keys of one map alike, and end each key with ': '" },
        { "a: b: c", "1:5: error SE1044: a ': ' inside a text makes what is before it a key; quote the text" },
        { "a: {w: price > 0: 2}", "1:17: error SE1044: a ': ' inside a text makes what is before it a key; quote the text" },
        { "a: @x", "1:4: error SE1045: a value cannot start with '@'; quote the text" },
        { "a: \"\\q\"", "1:4: error SE1046: this text in double quotes has an escape that YAML does not know; write \\\\ for a backslash, or use single quotes" },
        { "a: {where: x in [1, 2]}", "1:17: error SE1047: '[' cannot stand here, inside the '{' that opens at 1:4; quote a text that has brackets or commas, or write it in block style" },
        { "a: {b: 1}}", "1:10: error SE1047: '}' cannot stand here: no bracket is open; remove it, or quote the text" },
        { "a: 1\nkey\nb: 1", "2:1: error SE1048: line 2 has no ': '; in a map each line is 'key: value'; add the colon and a value, or indent the line below the text it belongs to" },
        { "a: - b", "1:4: error SE1049: a list item '- ' cannot start here; it stands on a line of its own" },
        { "a: ? b", "1:4: error SE1049: '? ' cannot stand here; quote text that begins with '?'" },
        { "a: " + new string('x', 70_000), "1:1: error SE1006: the line has 70003 characters; it may have at most 65536" },
        { "a: |\n" + string.Concat(Enumerable.Repeat(" x\n", 40_000)), "1:4: error SE1005: the text has 80000 characters; a value may have at most 65536" },
        { "a: " + new string('[', 65), "1:67: error SE1003: lists and maps are nested 65 deep here; at most 64 are allowed" },
        { string.Concat(Enumerable.Repeat("- 1\n", 21_000)), "20000:3: error SE1004: the file has more than 20000 keys and values here; move data to a file of its own" },
        { new string('#', 10) + string.Concat(Enumerable.Repeat("\n#2345678", 130_000)), "1:1: error SE1001: the file has 1170010 bytes; it may have at most 1048576 (1 MiB)" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_IsRefusedOnceWithPlaceAndReason(string text, string problem) =>
        Assert.Equal(["t.yaml:" + problem], Reading.Refused(text));

    [Fact]
    public void EveryCodeOfTheFamily_IsHeldToItsText()
    {
        var shown = Texts.Select(row => (string)row[1]).ToList();
        var untold = ErrorCodes.All.Where(code => code.Code.StartsWith("SE10", StringComparison.Ordinal) && !shown.Exists(text => text.Contains(code.Code))).Select(code => code.Code);

        Assert.Equal(["SE1007"], untold); // by TooManyProblems_EndTheReading
    }

    [Fact]
    public void SeveralMistakes_AreReportedInOneRun() => Assert.Equal(
        [
            "t.yaml:1:4: error SE1020: YAML reads '!t' as a tag; " + Tags,
            $"t.yaml:2:4: error SE1021: YAML reads '&n' as an anchor; anchors are not allowed; {Shared} '&'",
            "t.yaml:3:1: error SE1024: the key 'a' is written twice; it stands already in line 1; remove or rename one",
            "t.yaml:4:8: error SE1030: YAML split this expression at a comma: 'f(x, y)'; " + Block,
            "t.yaml:4:20: error SE1030: YAML split this expression at a comma: 'g(1, 2) > 3'; " + Block,
        ],
        Reading.Refused("a: !t 1\nb: &n 2\na: 3\nc: {w: f(x, y), v: g(1, 2) > 3, k: 1}\n"));

    [Fact]
    public void SplitExpression_IsMarkedAndSpansAllPieces()
    {
        var problems = new Problems();
        var map = (YamlMap)YamlReader.Read(Reading.File, "b: { where: clip(x, 0, 1) > 0, c: 1 }", problems)!.Entries[0].Value;

        Assert.Equal("1:13-1:30", Reading.Place(Assert.Single(problems).Span));
        Assert.Equal(["where", "c"], map.Entries.Select(entry => entry.Name));
        Assert.True(map.Entries[0].Value.IsBroken);
        Assert.False(map.Entries[1].Value.IsBroken);
    }

    [Fact]
    public void TooManyProblems_EndTheReading()
    {
        var lines = Reading.Refused(string.Concat(Enumerable.Range(0, 500).Select(i => $"k{i}: !t\n")));

        Assert.Equal(101, lines.Count);
        Assert.Equal("t.yaml:101:1: error SE1007: the file has 100 problems up to here; the rest was not read", lines[^1]);
    }

    [Theory]
    [InlineData("a: {b: 'clip(x, 0, 1) > 0'}")]
    [InlineData("a: clip(x, 0, 1) > 0 # (")]
    [InlineData("a: {note: don't, b: 1}")]
    [InlineData("a: {b: x, # {note}\n  c: 1}")]
    [InlineData("a: {b: ~, c: null, d: ''}")]
    [InlineData("a: x and *b & !c")]
    [InlineData("a: [\n  1,\n  2\n]")]
    [InlineData("a: {}\nb: []\nc:")]
    [InlineData("'<<': 1")]
    public void HarmlessText_IsRead(string text) => Reading.Good(text);
}
