using System.Globalization;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Windows;

/// <summary>Reads the kind of a window out of its options, and refuses what does not go with it.</summary>
internal static class WindowKinds
{
    private static readonly (string Kind, Func<WindowOptions, bool> IsGiven)[] All =
    [
        ("tumble", o => o.Tumble is not null), ("hop", o => o.Hop is not null), ("slide", o => o.Slide is not null), ("session", o => o.Session is not null), ("count", o => o.Count is not null),
        ("tick", o => o.Tick is not null), ("volume", o => o.Volume is not null), ("notional", o => o.Notional is not null), ("imbalance", o => o.Imbalance is not null),
    ];

    // options that not every kind has, and which have them
    private static readonly (string Option, string[] Kinds, Func<WindowOptions, bool> IsGiven)[] Owned =
    [
        ("every", ["hop", "count"], o => o.Every is not null),
        ("offset", ["tumble", "hop"], o => o.Offset != Duration.Zero),
        ("lateness", ["tumble", "hop", "slide", "session"], o => o.Lateness is not null),
        ("early", ["tumble", "hop", "session", "tick", "volume", "notional", "imbalance"], o => o.Early is not null),
        ("empty", ["tumble", "hop"], o => o.Empty != EmptyWindow.Skip),
    ];

    /// <summary>The kind; null when there is not exactly one, or something does not go with it, which was then reported.</summary>
    public static string? Kind(WindowOptions options, BindScope scope)
    {
        var given = All.Where(k => k.IsGiven(options)).Select(k => k.Kind).ToList();
        if (given.Count != 1)
        {
            scope.Report(given.Count > 1 ? given[1] : null, WindowCodes.OneKind.Code,
                $"{(given.Count == 0 ? "no kind of window is given" : $"{string.Join(" and ", given)} are kinds of windows")}; it must be exactly one of {string.Join(", ", All.Select(k => k.Kind))}");
            return null;
        }

        var kind = given[0];
        foreach (var (option, kinds, isGiven) in Owned)
        {
            if (isGiven(options) && !kinds.Contains(kind))
            {
                scope.Report(option, WindowCodes.NotOfKind.Code, $"'{option}' has no meaning with {kind}; it goes with {string.Join(", ", kinds)}");
            }
        }

        return kind;
    }

    /// <summary>What fills a market bar and when it is full; null for the other kinds.</summary>
    public static (MarketKind Kind, decimal Size)? Market(WindowOptions options) =>
        options.Tick is { } trades ? (MarketKind.Tick, trades)
        : options.Volume is { } volume ? (MarketKind.Volume, volume)
        : options.Notional is { } notional ? (MarketKind.Notional, notional)
        : options.Imbalance is { } imbalance ? (MarketKind.Imbalance, imbalance)
        : null;

    /// <summary>The grid of tumbling, hopping and sliding windows.</summary>
    public static WindowGrid Grid(WindowOptions options, string kind, BindScope scope)
    {
        var width = (options.Tumble ?? options.Hop ?? options.Slide ?? options.Session)!.Value.Nanoseconds;
        var every = kind switch { "hop" => Step(options, width, scope), "slide" => 0, _ => width };
        return new WindowGrid(width, every, every == 0 ? 0 : options.Offset.Nanoseconds % every, options.Lateness?.Nanoseconds ?? scope.LatenessNs);
    }

    /// <summary>Rows from one result of a count window to the next.</summary>
    public static int Rows(WindowOptions options, BindScope scope)
    {
        var count = options.Count!.Value;
        if (options.Every is null)
        {
            return count;
        }

        if (int.TryParse(options.Every.Replace("_", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var every) && every >= 1 && every <= count)
        {
            return every;
        }

        scope.Report("every", WindowCodes.Every.Code, string.Create(CultureInfo.InvariantCulture, $"option 'every' is {options.Every}; with count it must be a number of rows from 1 to {count}"));
        return count;
    }

    private static long Step(WindowOptions options, long width, BindScope scope)
    {
        if (options.Every is null)
        {
            scope.Report(null, WindowCodes.Every.Code, "hop needs 'every', how far one window begins behind the other", "write every: 1s, or tumble for windows one behind the other");
            return width;
        }

        if (!Duration.TryParse(options.Every, out var every, out var problem))
        {
            scope.Report("every", WindowCodes.Every.Code, $"option 'every' is {options.Every}; {problem!.Message}", problem.Help);
            return width;
        }

        if (every.Nanoseconds < 1 || every.Nanoseconds > width)
        {
            scope.Report("every", WindowCodes.Every.Code, $"option 'every' is {options.Every}; it must be from 1ns to the length of the window, {options.Hop}");
            return width;
        }

        return every.Nanoseconds;
    }
}
