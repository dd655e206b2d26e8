using System.Buffers;
using System.Text.Json;
using StreamEngine.Serving;
using StreamEngine.Time;

namespace StreamEngine.Cli.Serving;

/// <summary>
/// Tells age and status of a report anew, for the instant it is served (NRM-05): <c>generated_at</c>, <c>data_age_ms</c> and <c>ingestion</c> go by the clock, everything else is as the report was built. The rule is that of the
/// operator <c>freshness</c>.
/// </summary>
internal sealed class ReportAgeing(ReportCacheOptions limits, TimeProvider clock)
{
    private const long Millisecond = 1_000_000;
    private const long NsPerTick = 100;

    /// <summary>The report as it is now.</summary>
    public ReadOnlyMemory<byte> Of(CachedReport report)
    {
        var now = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * NsPerTick;
        using var built = JsonDocument.Parse(report.Json);
        var bytes = new ArrayBufferWriter<byte>(report.Json.Length + 16);
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            foreach (var member in built.RootElement.EnumerateObject())
            {
                json.WritePropertyName(member.Name);
                Write(json, member, report, now);
            }

            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    private void Write(Utf8JsonWriter json, JsonProperty member, CachedReport report, long now)
    {
        long? age = report.NewestEvent is { } newest ? Age(now, newest) : null;
        switch (member.Name)
        {
            case "generated_at":
                Span<byte> time = stackalloc byte[Rfc3339.Length];
                json.WriteStringValue(time[..Rfc3339.Format(now, time)]);
                break;
            case "data_age_ms" when age is { } known:
                json.WriteNumberValue(known / Millisecond);
                break;
            case "ingestion":
                json.WriteStartObject();
                json.WriteString("status", Status(age, report.NewestFresh is { } fresh ? Age(now, fresh) : null));
                json.WriteBoolean("fresh", age <= limits.FreshWithin.Nanoseconds);
                json.WriteEndObject();
                break;
            default:
                json.WriteRawValue(member.Value.GetRawText(), skipInputValidation: true);
                break;
        }
    }

    private string Status(long? age, long? freshAge) =>
        age is null || age > limits.DownAfter.Nanoseconds ? "down" : freshAge < limits.DegradedAfter.Nanoseconds ? "ok" : "degraded";

    /// <summary>How old an event is, in ns, rounded down to whole milliseconds.</summary>
    private static long Age(long now, long ts) => Math.Max(0, now - ts) / Millisecond * Millisecond;
}
