using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Windows;

/// <summary>Reads the kind of a window out of its options, and refuses what does not go with it.</summary>
internal static class WindowKinds
{
    private static readonly string[] All = ["tumble", "hop", "slide"];

    /// <summary>The grid of tumbling, hopping and sliding windows.</summary>
    public static WindowGrid Grid(WindowOptions options, BindScope scope)
    {
        string?[] given = [options.Tumble is null ? null : "tumble", options.Hop is null ? null : "hop", options.Slide is null ? null : "slide"];
        var kinds = given.OfType<string>().ToList();
        if (kinds.Count != 1)
        {
            scope.Report(kinds.Count > 1 ? kinds[1] : null, WindowCodes.OneKind.Code, $"{(kinds.Count == 0 ? "no kind of window is given" : $"{string.Join(" and ", kinds)} are kinds of windows")}; it must be exactly one of {string.Join(", ", All)}");
            return new WindowGrid(1, 1, 0, 0);
        }

        var kind = kinds[0];
        var width = (options.Tumble ?? options.Hop ?? options.Slide)!.Value.Nanoseconds;
        var every = kind switch { "tumble" => width, "hop" => Every(options, width, scope), _ => 0 };
        if (kind != "hop" && options.Every is not null)
        {
            Refuse("every", kind, "hop", scope);
        }

        if (kind == "slide" && options.Offset != Duration.Zero)
        {
            Refuse("offset", kind, "tumble and hop", scope);
        }

        if (kind == "slide" && options.Empty != EmptyWindow.Skip)
        {
            Refuse("empty", kind, "tumble and hop", scope);
        }

        if (kind != "tumble" && options.Early is not null)
        {
            Refuse("early", kind, "tumble", scope);
        }

        return new WindowGrid(width, every, kind == "slide" ? 0 : options.Offset.Nanoseconds % every, options.Lateness?.Nanoseconds ?? scope.LatenessNs);
    }

    private static long Every(WindowOptions options, long width, BindScope scope)
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

    private static void Refuse(string option, string kind, string owners, BindScope scope) =>
        scope.Report(option, WindowCodes.NotOfKind.Code, $"'{option}' has no meaning with {kind}; it goes with {owners}");
}
