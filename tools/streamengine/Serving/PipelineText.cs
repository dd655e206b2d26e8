using System.Buffers;
using System.Globalization;
using System.Text.Json;
using StreamEngine.Runtime;

namespace StreamEngine.Cli.Serving;

/// <summary>A run as JSON: its nodes with rows by fate since the start and how they spent the last second, its edges with what waits there, and the bottleneck.</summary>
internal static class PipelineText
{
    /// <summary>The text of <c>GET /pipeline</c>, UTF-8.</summary>
    public static ReadOnlyMemory<byte> Of(ServedRun run, RunSample sample)
    {
        var text = new ArrayBufferWriter<byte>(16 * 1024);
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("name", run.Name);
            json.WriteString("clock", run.Clock);
            json.WriteString("state", run.State);
            json.WriteBoolean("simulated", run.IsSimulated);
            json.WriteString("at", sample.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteStartArray("nodes");
            foreach (var node in sample.Pace.Nodes)
            {
                Write(json, node);
            }

            json.WriteEndArray();
            json.WriteStartArray("edges");
            foreach (var edge in sample.View.Edges)
            {
                Write(json, edge);
            }

            json.WriteEndArray();
            Write(json, sample.Pace.Bottleneck);
            json.WriteEndObject();
        }

        return text.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, NodePace pace)
    {
        var (node, rows) = (pace.Node, pace.Node.Rows);
        json.WriteStartObject();
        json.WriteString("name", node.Name);
        json.WriteString("verb", node.Verb);
        if (node.Segments.Count > 0)
        {
            json.WriteNumber("segment", node.Segments[0]);
        }
        else
        {
            json.WriteNull("segment");
        }

        json.WriteNumber("in", rows.In);
        json.WriteNumber("used", rows.Used);
        json.WriteNumber("filtered", rows.Filtered);
        json.WriteNumber("late", rows.Late);
        json.WriteNumber("rejected", rows.Rejected);
        json.WriteNumber("error", rows.Error);
        json.WriteNumber("pending", rows.Pending);
        json.WriteNumber("out", rows.Out);
        var (busy, waits) = (Math.Round(pace.Busy, 4), Math.Round(pace.BackPressured, 4));
        json.WriteNumber("busy", busy);
        json.WriteNumber("idle", Math.Round(1 - busy - waits, 4));
        json.WriteNumber("backpressured", waits);
        json.WriteNumber("rows_per_s", Math.Round(pace.RowsPerSecond, 1));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, EdgeView edge)
    {
        json.WriteStartObject();
        json.WriteString("from", edge.From);
        json.WriteString("port", edge.Port);
        json.WriteString("to", edge.To);
        json.WriteString("role", edge.Role);
        json.WriteNumber("rows", edge.Queue?.Queued ?? 0);
        json.WriteNumber("bytes", edge.Queue?.Bytes ?? 0);
        Limit(json, "limit_rows", edge.Queue?.LimitRows);
        Limit(json, "limit_bytes", edge.Queue?.LimitBytes);
        json.WriteEndObject();
    }

    /// <summary>A limit; null where nothing can wait.</summary>
    private static void Limit(Utf8JsonWriter json, string name, long? limit)
    {
        if (limit is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Write(Utf8JsonWriter json, Bottleneck? bottleneck)
    {
        if (bottleneck is null)
        {
            json.WriteNull("bottleneck");
            return;
        }

        json.WriteStartObject("bottleneck");
        json.WriteString("node", bottleneck.Node);
        json.WriteString("why", bottleneck.Why);
        json.WriteEndObject();
    }
}
