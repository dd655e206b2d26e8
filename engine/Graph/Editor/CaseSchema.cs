using System.Text.Json.Nodes;
using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>The JSON Schema of the cases under <c>tests</c>.</summary>
internal static class CaseSchema
{
    private const string Port = @"^[a-z][a-z0-9_]*(\([^()]*\))?(/[a-z][a-z0-9_]*(\([^()]*\))?)*(\.[a-z][a-z0-9_]*)?$";
    private const string Time = "a time from 0 such as 400ms, or one such as 2024-01-01T00:00:05Z";

    private static readonly string Moment = LiteralPatterns.Whole(LiteralPatterns.Duration, "[0-9]{4}-[0-9]{2}-[0-9]{2}T.+");

    /// <summary>The list of cases.</summary>
    public static JsonObject Cases() => new()
    {
        ["type"] = "array",
        ["items"] = Case(),
        ["defaultSnippets"] = new JsonArray(new JsonObject
        {
            ["label"] = "case",
            ["description"] = "rows given, rows expected",
            ["body"] = new JsonObject
            {
                ["name"] = "${1:what it shows}",
                ["given"] = new JsonObject { ["${2:source}"] = new JsonArray(new JsonObject { ["ts"] = "0ms" }) },
                ["expect"] = new JsonObject { ["${3:node}"] = new JsonArray(new JsonObject { ["${4:column}"] = "${5:value}" }) },
            },
        }),
    };

    /// <summary>Values of params: scalars, or lists of them.</summary>
    public static JsonObject Values(string title, string description) => new()
    {
        ["title"] = title,
        ["markdownDescription"] = description,
        ["type"] = "object",
        ["additionalProperties"] = new JsonObject { ["type"] = ScalarSchema.Types("string", "number", "boolean", "array") },
    };

    private static JsonObject Case() => new()
    {
        ["type"] = "object",
        ["required"] = ScalarSchema.Texts(["name"]),
        ["properties"] = new JsonObject
        {
            ["name"] = Text("name", "What the case shows."),
            ["params"] = Values("params", "Values of params under this case."),
            ["profile"] = Text("profile", "The profile it runs under."),
            ["given"] = Ports("given", "Rows by node or node.port, or a part of a file. Sources that are not given are empty.", Given()),
            ["expect"] = Ports("expect", "Rows by node or node.port; the columns that are named are compared. `expect: {}` is filled by `streamengine test --bless`.", Expected(), "null"),
            ["expect_error"] = Error(),
            ["until"] = Titled(ScalarSchema.Form(Moment, Time), "until", "Where stream time stops; without it everything closes at the end."),
        },
        ["additionalProperties"] = false,
    };

    private static JsonObject Ports(string title, string description, JsonObject rows, params IEnumerable<string> types) => Titled(
        new JsonObject
        {
            ["type"] = ScalarSchema.Types(["object", .. types]),
            ["propertyNames"] = new JsonObject { ["title"] = "node", ["pattern"] = Port, ["patternErrorMessage"] = "it must be a node, or node.port" },
            ["additionalProperties"] = rows,
        },
        title, description);

    private static JsonObject Given() => new()
    {
        ["type"] = ScalarSchema.Types("array", "object"),
        ["items"] = Row(),
        ["properties"] = new JsonObject
        {
            ["file"] = Text("file", "A recording, from the folder of this file."),
            ["from"] = new JsonObject { ["title"] = "from", ["markdownDescription"] = "First row, by number from 0 or by time.", ["type"] = ScalarSchema.Types("integer", "string") },
            ["to"] = Titled(ScalarSchema.Form(Moment, Time), "to", "Time of the last row."),
            ["rows"] = Count("rows", "How many rows."),
        },
        ["additionalProperties"] = false,
        ["required"] = ScalarSchema.Texts(["file"]),
    };

    private static JsonObject Expected() => new()
    {
        ["type"] = ScalarSchema.Types("array", "object", "null"),
        ["items"] = Row(),
        ["properties"] = new JsonObject
        {
            ["rows"] = Rows("rows", "All rows, in order."),
            ["subset"] = Rows("subset", "Rows that must be among those that come, in order."),
            ["count"] = Count("count", "How many rows come."),
            ["hash"] = Titled(ScalarSchema.Form("^[0-9a-f]{64}$", "a content hash of 64 hexadecimal digits, as replay hash prints it"), "hash", "Hash of their content, as `streamengine replay hash` prints it."),
            ["tolerance"] = Titled(new JsonObject { ["type"] = ScalarSchema.Types("number", "object"), ["minimum"] = 0, ["additionalProperties"] = new JsonObject { ["type"] = "number", ["minimum"] = 0 } },
                "tolerance", "How far numbers may be off, times max(1, |expected|); for all columns, or by column."),
        },
        ["additionalProperties"] = false,
    };

    private static JsonObject Error()
    {
        var codes = ErrorCodes.All;
        var code = new JsonObject
        {
            ["enum"] = ScalarSchema.Texts(codes.Select(one => one.Code)),
            ["markdownEnumDescriptions"] = ScalarSchema.Texts(codes.Select(one => one.Title)),
            ["errorMessage"] = "it must be an error code; streamengine explain tells what a code means",
        };
        return Titled(
            new JsonObject
            {
                ["anyOf"] = new JsonArray(
                    code,
                    new JsonObject
                    {
                        ["type"] = "object",
                        ["required"] = ScalarSchema.Texts(["code"]),
                        ["properties"] = new JsonObject
                        {
                            ["code"] = Titled((JsonObject)code.DeepClone(), "code", "The code."),
                            ["at"] = Text("at", "Where: `line:column`."),
                            ["contains"] = Text("contains", "A part of the message."),
                        },
                        ["additionalProperties"] = false,
                    }),
            },
            "expect_error", "The error that refuses the file or ends the run.");
    }

    private static JsonObject Rows(string title, string description) => Titled(new JsonObject { ["type"] = "array", ["items"] = Row() }, title, description);

    private static JsonObject Row() => new() { ["type"] = "object" };

    private static JsonObject Count(string title, string description) => Titled(new JsonObject { ["type"] = "integer", ["minimum"] = 0 }, title, description);

    private static JsonObject Text(string title, string description) => Titled(ScalarSchema.Text(1), title, description);

    private static JsonObject Titled(JsonObject schema, string title, string description)
    {
        schema["title"] = title;
        schema["markdownDescription"] = description;
        return schema;
    }
}
