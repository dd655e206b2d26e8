using StreamEngine.Config;

namespace StreamEngine.Serving;

/// <summary>SE96: what is published for others.</summary>
[ErrorFamily]
public static class ServingCodes
{
    /// <summary>A report is not what its schema promises.</summary>
    public static readonly ErrorCode ReportInvalid = new("SE9601", "a report that does not fit its schema",
        "Every report is held to schemas/market-report-1.json before it leaves; one that does not fit is not published, so that readers can rely on the schema.",
        "Look at the place that the message names: a column of the row holds a value that no market has, such as a spread of 0.",
        "{\"symbol\":\"BTCUSDT\",\"spread_bps\":0}",
        "{\"symbol\":\"BTCUSDT\",\"spread_bps\":0.2}");
}
