using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StreamEngine.Data;

/// <summary>
/// What a text file of rows cannot say, in a file beside it (<c>trades.csv.schema.json</c>): the schema's name, each column's type, nullability and unit, and the name of the column of stream times.
/// </summary>
/// <param name="Schema">The columns, without that of stream times.</param>
/// <param name="Stamps">Name of the last column, which holds stream times in ns; null when there is none.</param>
public sealed record SchemaFile(Schema Schema, string? Stamps)
{
    private const int MostColumns = 65_536;
    private const long MostBytes = 64L << 20;

    private static readonly JsonSerializerOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The name of the file beside a text file; of a packed one, that of the text: <c>a.csv.gz</c> and <c>a.csv</c> have the same.</summary>
    public static string PathOf(string file) =>
        (file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file) + ".schema.json";

    /// <summary>The name stream times go by: <c>at</c>, with <c>_</c> behind it as often as a column has that name.</summary>
    public static string StampsOf(Schema schema)
    {
        var name = "at";
        while (schema.Has(name))
        {
            name += "_";
        }

        return name;
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="IOException">It cannot be read, or is not one; the message names it and says why.</exception>
    public static SchemaFile Read(string path)
    {
        if (new FileInfo(path).Length > MostBytes)
        {
            throw new IOException($"schema file '{path}' is longer than 64 MiB");
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return Of(json.RootElement);
        }
        catch (Exception damaged) when (damaged is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new IOException($"schema file '{path}' cannot be used: {damaged.Message}; write the recording again, or delete the file and say the columns with --schema", damaged);
        }
    }

    /// <summary>The text of the file, a line a column.</summary>
    public string Text()
    {
        var lines = Schema.Fields.Select(field =>
        {
            var column = new JsonObject { ["name"] = field.Name, ["type"] = field.Type.Text };
            if (field.Nullable)
            {
                column["nullable"] = true;
            }

            if (field.Unit is not null)
            {
                column["unit"] = field.Unit;
            }

            return "    " + column.ToJsonString(Layout);
        });
        var head = Schema.Name is null ? "" : $"  \"schema\": {JsonValue.Create(Schema.Name).ToJsonString(Layout)},\n";
        var tail = Stamps is null ? "" : $",\n  \"stamps\": {JsonValue.Create(Stamps).ToJsonString(Layout)}";
        return $"{{\n{head}  \"columns\": [\n{string.Join(",\n", lines)}\n  ]{tail}\n}}\n";
    }

    private static SchemaFile Of(JsonElement root)
    {
        var columns = root.GetProperty("columns");
        if (columns.GetArrayLength() > MostColumns)
        {
            throw new FormatException($"it has {columns.GetArrayLength()} columns; at most {MostColumns} are read");
        }

        var fields = columns.EnumerateArray().Select(FieldOf).ToList();
        return new SchemaFile(new Schema(Optional(root, "schema"), fields), Optional(root, "stamps"));
    }

    private static Field FieldOf(JsonElement column)
    {
        var name = column.GetProperty("name").GetString() ?? throw new FormatException("a column has no name");
        var written = column.GetProperty("type").GetString() ?? "";
        return ColumnType.TryParse(written, out var type)
            ? new Field(name, type, column.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean(), Optional(column, "unit"))
            : throw new FormatException($"column '{name}' has the type '{written}', which is none");
    }

    private static string? Optional(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() : null;
}
