namespace StreamEngine.Config;

/// <summary>SE1: the text of the file.</summary>
[ErrorFamily]
public static class SyntaxErrors
{
    public static readonly ErrorCode FileTooLarge = new("SE1001", "file too large",
        "A pipeline file is at most 1 MiB, so that a hostile or generated file cannot take the memory of the process.",
        "Move data to a file that a source reads, or split the pipeline.",
        "x-data: [ … two megabytes of numbers … ]",
        "levels: { jsonl_file: { path: levels.jsonl, schema: signal/1 } }");

    public static readonly ErrorCode BadCharacter = new("SE1002", "a character that a file cannot hold",
        "Control characters, unpaired surrogates, bytes that are not UTF-8 and line breaks other than LF, CR LF and CR are refused: they hide text from the reader.",
        "Save the file as UTF-8; remove the character, or write it as an escape in double quotes.",
        "x-note: café   # saved as Latin-1, the byte E9",
        "x-note: café   # saved as UTF-8");

    public static readonly ErrorCode TooDeep = new("SE1003", "nested too deeply",
        "Lists and maps nest at most 64 deep; deeper files end a process with a stack overflow that cannot be caught.",
        "Flatten the structure.",
        "x-deep: [[[[ … 70 brackets … ]]]]",
        "x-flat: [1, 2, 3]");

    public static readonly ErrorCode TooManyValues = new("SE1004", "too many values",
        "A file holds at most 20,000 keys, values, lists and maps, so that reading it takes a bounded time.",
        "Move data to a file that a source reads.",
        "x-data: [ … 30,000 numbers … ]",
        "levels: { jsonl_file: { path: levels.jsonl, schema: signal/1 } }");

    public static readonly ErrorCode ScalarTooLong = new("SE1005", "text too long",
        "A single value is at most 65,536 characters.",
        "Split it: a long select becomes two nodes; data goes to a file of its own.",
        "select: |\n  … 70,000 characters",
        "a: { from: trades, select: … }\nb: { from: a, select: … }");

    public static readonly ErrorCode LineTooLong = new("SE1006", "line too long",
        "A line is at most 65,536 characters, so that a place in it can be shown.",
        "Break the line.",
        "symbols: [ … 10,000 names on one line … ]",
        "symbols:\n  - BTCUSDT\n  - ETHUSDT");

    public static readonly ErrorCode TooManyProblems = new("SE1007", "too many problems above",
        "After 100 problems of its syntax a file is not read further: most often it is a file of another kind.",
        "Mend those that are listed, or give the path of a pipeline file.",
        "streamengine validate notes.md",
        "streamengine validate pipelines/demo.yaml");

    public static readonly ErrorCode Empty = new("SE1010", "nothing in the file",
        "The file holds no document: it is empty or has only comments.",
        "Write a pipeline; `streamengine new pipeline NAME` starts one.",
        "# to be written",
        "version: 1\npipeline: demo\nnodes:\n  trades: { market_simulator: { rows: 1000 } }\n  out: { from: trades.trades, console: {} }");

    public static readonly ErrorCode SeveralDocuments = new("SE1011", "a second document",
        "A file is one pipeline; a second '---' starts another document.",
        "Move what follows to a file of its own.",
        "version: 1\npipeline: a\n---\nversion: 1\npipeline: b",
        "version: 1\npipeline: a");

    public static readonly ErrorCode NotAMap = new("SE1012", "not a map",
        "The top of a file is a map of keys such as 'version', 'pipeline' and 'nodes'.",
        "Write 'key: value' lines.",
        "- version: 1\n- pipeline: demo",
        "version: 1\npipeline: demo");

    public static readonly ErrorCode Directive = new("SE1013", "a directive",
        "Lines that begin with '%' change how YAML reads the file and are refused.",
        "Remove the line, and the '---' behind it.",
        "%YAML 1.1\n---\nversion: 1",
        "version: 1");

    public static readonly ErrorCode Tag = new("SE1020", "read as a tag",
        "YAML reads a value that begins with '!' as a tag, which would name a type to create; the text itself is lost.",
        "Quote the text; in an expression write 'not' for '!'.",
        "where: !is_block",
        "where: not is_block");

    public static readonly ErrorCode Anchor = new("SE1021", "read as an anchor",
        "YAML reads a value that begins with '&' as an anchor, a name for a later copy. Copies make small files large, and hide from the reader what a node says.",
        "Use 'params' or 'defaults' for what is shared; quote the text when it was meant as text.",
        "trades: &source { jsonl_file: { path: trades.jsonl, schema: trade/1 } }",
        "trades: { jsonl_file: { path: trades.jsonl, schema: trade/1 } }");

    public static readonly ErrorCode Alias = new("SE1022", "read as an alias",
        "YAML reads a value that begins with '*' as an alias, a copy of an anchor. Copies make small files large, and hide from the reader what a node says.",
        "Write the value, or use 'params' for what is shared; quote the text when it was meant as text.",
        "out: { from: *source, console: {} }",
        "out: { from: trades, console: {} }");

    public static readonly ErrorCode MergeKey = new("SE1023", "a merge key",
        "The key '<<' copies another map into this one, so that the reader cannot see what a node says.",
        "Write the keys, or put what is shared under 'defaults' or in a template.",
        "out:\n  <<: *common\n  console: {}",
        "out:\n  from: trades\n  console: {}");

    public static readonly ErrorCode DuplicateKey = new("SE1024", "this key stands above already",
        "A map holds each key once; YAML would silently keep one of the two.",
        "Remove or rename one.",
        "where: qty > 1\nwhere: qty > 2",
        "where: qty > 2");

    public static readonly ErrorCode BadKey = new("SE1025", "a key is a name",
        "Lists, maps and nothing are refused as keys, and keys of more than 1,024 characters.",
        "Write a name.",
        "[a, b]: { from: trades }",
        "a: { from: trades }\nb: { from: trades }");

    public static readonly ErrorCode SplitAtComma = new("SE1030", "split at a comma",
        "Inside '{ }' and '[ ]' YAML ends a value at each comma, also between the brackets of an expression, and says nothing.",
        "Quote the expression, or write the node in block style, one key a line.",
        "near: { from: trades, where: clamp(price, 1, 5) > 2 }",
        "near: { from: trades, where: \"clamp(price, 1, 5) > 2\" }");

    public static readonly ErrorCode LostToComment = new("SE1031", "lost to a comment",
        "A '#' behind a blank starts a comment; a bracket that was opened before it is closed behind it, so the value ends too early.",
        "Quote the text, or move the comment to a line of its own.",
        "where: (price > 1 # and qty > 1)",
        "# and qty > 1 some day\nwhere: price > 1");

    public static readonly ErrorCode KeyWithoutValue = new("SE1032", "no value",
        "Inside '{ }' each key has a value. A lone piece is most often the rest of an expression that YAML split at a comma.",
        "Write 'key: value', or '~' for null; quote an expression that has commas.",
        "out: { from: trades, console }",
        "out: { from: trades, console: {} }");

    public static readonly ErrorCode Tab = new("SE1040", "a tab",
        "YAML indents with blanks only: a tab is of no known width.",
        "Replace the tab by blanks.",
        "nodes:\n\ttrades: …",
        "nodes:\n  trades: …");

    public static readonly ErrorCode Unclosed = new("SE1041", "never closed",
        "A '[' or '{' has no partner before the end of the file, or before a line that is not indented below it.",
        "Close it, and indent the lines inside it.",
        "columns: [ts, price",
        "columns: [ts, price]");

    public static readonly ErrorCode UnclosedQuote = new("SE1042", "never closed",
        "A quoted text has no end.",
        "Close the quote; a quote inside single quotes is written twice.",
        "where: 'side",
        "where: side = 'buy'");

    public static readonly ErrorCode Indentation = new("SE1043", "indented like none of the lines above",
        "A line is indented so that it belongs to none of the maps above it.",
        "Indent the keys of one map alike.",
        "out:\n  from: trades\n console: {}",
        "out:\n  from: trades\n  console: {}");

    public static readonly ErrorCode ColonInText = new("SE1044", "makes what is before it a key",
        "A colon followed by a blank makes what is before it a key.",
        "Quote the text, or begin a new line where a key was meant.",
        "console: every: 5",
        "console: { every: 5 }");

    public static readonly ErrorCode BadStart = new("SE1045", "cannot begin a value",
        "YAML keeps '@', '`', '%' and a few others for itself at the beginning of a value.",
        "Remove the character, or quote the text.",
        "where: @qty > 1",
        "where: qty > 1");

    public static readonly ErrorCode Escape = new("SE1046", "an unknown escape in here",
        "In double quotes a backslash starts an escape such as \\n or \\u00e9.",
        "Write two backslashes for one, or use single quotes, in which it means itself.",
        "path: \"data\\quotes.jsonl\"",
        "path: 'data\\quotes.jsonl'");

    public static readonly ErrorCode UnexpectedBracket = new("SE1047", "out of place",
        "Inside '{ }' and '[ ]' a bracket or comma belongs to YAML, not to the text; outside of them none can close.",
        "Remove it, quote the text, or write it in block style.",
        "out: { from: trades, console: {} } }",
        "out: { from: trades, console: {} }");

    public static readonly ErrorCode NoColon = new("SE1048", "no ': ' on this line",
        "In a map each line is 'key: value', with a blank behind the colon.",
        "Add the colon and the blank behind it.",
        "out:\n  from: trades\n  console",
        "out:\n  from: trades\n  console: {}");

    public static readonly ErrorCode Unreadable = new("SE1049", "cannot be read from here",
        "The text breaks a rule of YAML.",
        "The message says which; quote text that has signs of YAML in it.",
        "from: - trades",
        "from: [trades]");
}
