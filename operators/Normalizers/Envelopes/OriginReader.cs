using System.Text.Json;

namespace StreamEngine.Normalizers;

/// <summary>Reads where an event comes from.</summary>
/// <param name="values">Reads its values.</param>
internal sealed class OriginReader(EventValues values)
{
    private static readonly MemberNames Names = new("ts_recv", "ts_send", "channel", "raw_symbol", "frame_id", "conn_id");

    /// <summary>Reads one.</summary>
    /// <param name="json">At its value.</param>
    /// <param name="place">Where it stands, for errors.</param>
    /// <param name="origin">Where it goes.</param>
    /// <exception cref="EventException">It does not fit.</exception>
    public void Read(ref Utf8JsonReader json, string place, EventOrigin origin)
    {
        values.Object(ref json, place);
        var seen = 0u;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            switch (Names.Next(ref json, place, ref seen))
            {
                case 0:
                    origin.Received = values.Time(ref json, "/ts_recv of an origin");
                    break;
                case 1:
                    origin.Sent = values.Time(ref json, "/ts_send of an origin");
                    break;
                case 2:
                    origin.Channel = values.Name(ref json, "/channel of an origin", EventValues.LongestText);
                    break;
                case 3:
                    origin.RawSymbol = values.Name(ref json, "/raw_symbol of an origin", EventValues.LongestText);
                    break;
                case 4:
                    origin.Frame = values.Whole(ref json, "/frame_id of an origin");
                    break;
                default:
                    origin.Connection = values.Name(ref json, "/conn_id of an origin", EventValues.LongestText);
                    break;
            }
        }
    }
}
