using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.Time;

namespace StreamEngine.Redis;

/// <summary>Writes entries of a stream as rows <c>ts</c>, <c>id</c>, <c>event</c>.</summary>
internal sealed class StreamRows(SourceContext context)
{
    /// <summary>Columns of the rows.</summary>
    public static readonly Schema Schema = new(null, [new("ts", ColumnType.Timestamp), new("id", ColumnType.String), new("event", ColumnType.Json)]);

    private const int LongestOriginal = 4096;

    private readonly PortWriter _writer = context.Ports[0];
    private readonly ValueBuilder<long>? _ts = context.Ports[0].Values<long>("ts");
    private readonly TextBuilder? _id = context.Ports[0].Text("id");
    private readonly TextBuilder? _event = context.Ports[0].Text("event");

    /// <summary>No later row has an older stream time.</summary>
    public long Frontier { get; set; } = StreamTime.Start;

    /// <summary>Adds an entry: its id and its fields.</summary>
    /// <returns>The id.</returns>
    public EntryId Add(RespReply entry)
    {
        var id = EntryId.Of(entry.Item(0));
        var at = Math.Max(id.At, Frontier);
        Frontier = at + 1;
        if (entry.Item(1).Kind == RespKind.Null)
        {
            context.Errors.Report(at, RedisCodes.Gap.Code, $"entry {id} was removed before it was acknowledged", id.ToString());
            return id;
        }

        if (entry.Item(1).Find("event") is not { Kind: RespKind.Text } text)
        {
            context.Errors.Report(at, RedisCodes.Entry.Code, $"entry {id} has no field 'event'; it must have one with the JSON text of an event", Original(entry.Item(1)));
            return id;
        }

        if (!IsJson(text.Bytes.Span))
        {
            context.Errors.Report(at, RedisCodes.Entry.Code, $"field 'event' of entry {id} is no JSON", Original(entry.Item(1)));
            return id;
        }

        _ts?.Append(id.Ts);
        _id?.Append(id.ToString());
        _event?.Append(text.Bytes.Span);
        _writer.Commit(at);
        return id;
    }

    /// <summary>Tells that entries are gone.</summary>
    public void Gap(string what, string where)
    {
        context.Errors.Report(Frontier == StreamTime.Start ? 0 : Frontier, RedisCodes.Gap.Code, what, where);
    }

    /// <summary>The rows since the last call.</summary>
    public Delivery Take() => new(_writer.Take(Frontier, context.Clock.GetTimestamp()));

    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        var json = new Utf8JsonReader(text);
        try
        {
            while (json.Read())
            {
            }

            return text.Length > 0 && Utf8.IsValid(text);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Original(RespReply fields)
    {
        var text = new StringBuilder();
        foreach (var field in fields.Items)
        {
            text.Append(text.Length == 0 ? "" : " ").Append(field.Kind == RespKind.Text ? field.Text : "");
            if (text.Length > LongestOriginal)
            {
                return text.ToString(0, LongestOriginal);
            }
        }

        return text.ToString();
    }
}
