namespace StreamEngine.Config;

/// <summary>SE1: the text of the file.</summary>
[ErrorFamily]
public static class SyntaxErrors
{
    public static readonly ErrorCode FileTooLarge = new("SE1001", "file too large",
        "A pipeline file is at most 1 MiB, so that a hostile or generated file cannot take the memory of the process.",
        "Move data out of the file, or split the pipeline and import the parts.", "a file of 1048577 bytes");

    public static readonly ErrorCode BadCharacter = new("SE1002", "character that a file cannot hold",
        "Control characters, unpaired surrogates, bytes that are not UTF-8, signs that turn the direction of the text and line breaks other than LF, CR LF and CR are refused: they hide text from the reader.",
        "Remove the character, or write it as an escape in double quotes.", "name: \"a\\u0000b\"");

    public static readonly ErrorCode TooDeep = new("SE1003", "nested too deeply",
        "Lists and maps nest at most 64 deep; deeper files end a process with a stack overflow that cannot be caught.",
        "Flatten the structure.", "a: [[[[…]]]]");

    public static readonly ErrorCode TooManyValues = new("SE1004", "too many values",
        "A file holds at most 20,000 keys, values, lists and maps.", "Move data out of the file.", "a list of 30,000 numbers");

    public static readonly ErrorCode ScalarTooLong = new("SE1005", "text too long",
        "A single value is at most 65,536 characters.", "Move the text to a file of its own and name its path.", "select: | … 70,000 characters");

    public static readonly ErrorCode LineTooLong = new("SE1006", "line too long",
        "A line is at most 65,536 characters, so that a place in it can be shown.", "Break the line.", "[1, 2, … 70,000 characters]");

    public static readonly ErrorCode TooManyProblems = new("SE1007", "too many problems",
        "After 100 problems of its syntax a file is not read further.", "Mend those that are listed.", "a file of another kind");

    public static readonly ErrorCode Empty = new("SE1010", "nothing in the file",
        "The file holds no document: it is empty or has only comments.", "Write a pipeline.", "version: 1\npipeline: my-flow\nnodes: { … }");

    public static readonly ErrorCode SeveralDocuments = new("SE1011", "more than one document",
        "A file is one pipeline; a second '---' would start another document.", "Move what follows to a file of its own.", "a: 1\n---\nb: 2");

    public static readonly ErrorCode NotAMap = new("SE1012", "not a map",
        "The top of a file is a map of keys such as 'version', 'pipeline' and 'nodes'.", "Write 'key: value' lines.", "- 1");

    public static readonly ErrorCode Directive = new("SE1013", "directive",
        "Lines that begin with '%' change how YAML reads the file and are refused.", "Remove the line.", "%YAML 1.1");

    public static readonly ErrorCode Tag = new("SE1020", "tag",
        "YAML reads a value that begins with '!' as a tag, which would name a type to create; the text itself is lost.",
        "Quote the text; in an expression write 'not' for '!'.", "where: not done");

    public static readonly ErrorCode Anchor = new("SE1021", "anchor",
        "YAML reads a value that begins with '&' as an anchor, a name for a later copy. Copies make small files large.",
        "Use 'params' or 'defaults' for what is shared; quote the text when it was meant as text.", "a: '&x'");

    public static readonly ErrorCode Alias = new("SE1022", "alias",
        "YAML reads a value that begins with '*' as an alias, a copy of an anchor. Copies make small files large.",
        "Use 'params' or 'defaults' for what is shared; quote the text when it was meant as text.", "a: '*x'");

    public static readonly ErrorCode MergeKey = new("SE1023", "merge key",
        "The key '<<' copies another map into this one, so that the reader cannot see what a node says.",
        "Write the keys, or put what is shared under 'defaults'.", "<<: *common");

    public static readonly ErrorCode DuplicateKey = new("SE1024", "key written twice",
        "A map holds each key once; YAML would silently keep one of the two.", "Remove or rename one.", "a: 1\na: 2");

    public static readonly ErrorCode BadKey = new("SE1025", "key that is not text",
        "A key is a name; lists, maps and nothing are refused as keys.", "Write a name.", "[a, b]: 1");

    public static readonly ErrorCode SplitAtComma = new("SE1030", "expression split at a comma",
        "Inside '{ }' and '[ ]' YAML ends a value at each comma, also between the brackets of an expression, and says nothing.",
        "Write the node in block style, one key a line, or quote the expression.", "where: clip(x, 0, 1) > 0");

    public static readonly ErrorCode LostToComment = new("SE1031", "text lost to a comment",
        "A '#' behind a space starts a comment; a bracket that was opened before it is closed behind it.",
        "Quote the text, or move the comment to a line of its own.", "where: 'f(x # 2)'");

    public static readonly ErrorCode KeyWithoutValue = new("SE1032", "key without a value in { }",
        "Inside '{ }' each key has a value. A lone piece is most often the rest of an expression that YAML split at a comma.",
        "Write 'key: value', or '~' for null; quote an expression that has commas.", "{ a: ~ }");

    public static readonly ErrorCode Tab = new("SE1040", "tab in the indentation",
        "YAML indents with spaces only.", "Replace the tab by spaces.", "nodes:\n  a: …");

    public static readonly ErrorCode Unclosed = new("SE1041", "bracket never closed",
        "A '[' or '{' has no partner before the end of the file.", "Close it.", "a: [1, 2]");

    public static readonly ErrorCode UnclosedQuote = new("SE1042", "quote never closed",
        "A quoted text has no end.", "Close the quote; inside single quotes write '' for a quote.", "a: 'it''s'");

    public static readonly ErrorCode Indentation = new("SE1043", "wrong indentation",
        "A line is indented so that it belongs to none of the lines above it.", "Indent keys of one map alike.", "a:\n  b: 1\n  c: 2");

    public static readonly ErrorCode ColonInText = new("SE1044", "': ' inside a text",
        "A colon followed by a space makes what is before it a key.", "Quote the text.", "a: 'b: c'");

    public static readonly ErrorCode BadStart = new("SE1045", "character that cannot start a value",
        "YAML keeps '@', '`', '%' and a few others for itself at the start of a value.", "Quote the text.", "a: '@x'");

    public static readonly ErrorCode Escape = new("SE1046", "unknown escape",
        "In double quotes a backslash starts an escape such as \\n or \\u00e9.", "Write \\\\ for a backslash, or use single quotes.", "a: 'C:\\q'");

    public static readonly ErrorCode UnexpectedBracket = new("SE1047", "bracket or comma out of place",
        "Inside '{ }' and '[ ]' a bracket or comma belongs to YAML, not to the text.", "Quote the text, or write it in block style.", "where: x in [1, 2]");

    public static readonly ErrorCode NoColon = new("SE1048", "line without a key",
        "In a map each line is 'key: value', with a space behind the colon.", "Add the colon.", "a: 1");

    public static readonly ErrorCode Unreadable = new("SE1049", "not readable as YAML",
        "The text breaks a rule of YAML.", "See the message.", "a: - b");
}
