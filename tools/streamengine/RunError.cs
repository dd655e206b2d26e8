using System.Text.RegularExpressions;
using StreamEngine.Graph;
using StreamEngine.Config;
using StreamEngine.Runtime;

namespace StreamEngine.Cli;

/// <summary>A failure as it is told: code, node, message, exit code.</summary>
/// <param name="Code">A registered code.</param>
/// <param name="Node">The node or edge; null when it is none's.</param>
/// <param name="Message">What happened and what to do, on one line.</param>
/// <param name="ExitCode">Exit code of the process.</param>
/// <param name="Place">Where the node stands, <c>file:line:column</c>; null when that says nothing.</param>
internal sealed partial record RunError(string Code, string? Node, string Message, int ExitCode, string? Place = null)
{
    /// <summary><c>file:12:3: error SE9103: features: …</c>.</summary>
    public string Line => (Place is null ? "" : $"{Place}: ") + Text;

    private string Text => Node is null ? $"error {Code}: {Message}" : $"error {Code}: {Node}: {Message}";

    /// <summary>What is told of an exception.</summary>
    public static RunError Of(Exception failure) => failure switch
    {
        PluginRefusedException refused => new RunError(refused.Code, null, OneLine(refused.Message), ExitCodes.ConfigRefused, "--plugin"),
        RowFailedException row => new RunError(row.Code, row.Node, OneLine(row.Reason), ExitCodes.RunFailed, row.Place),
        EdgeOverflowException edge => new RunError("SE9201", null, Behind(edge.Message, "error SE9201: "), ExitCodes.RunFailed),
        InputIncompleteException input => new RunError(input.Code, null, OneLine(input.Message), ExitCodes.RunFailed),
        NodeFailedException { InnerException: RowFailedException or EdgeOverflowException } node => Of(node.InnerException!),
        NodeFailedException { InnerException: InputIncompleteException input } node => new RunError(input.Code, node.Node, OneLine(input.Message), ExitCodes.RunFailed),
        NodeFailedException { InnerException: IOException or UnauthorizedAccessException } node =>
            new RunError(CodeOf(node.InnerException!) ?? RunCodes.InputOutput, node.Node, Bare(node.InnerException!.Message), ExitCodes.Io),
        NodeFailedException node => new RunError(RunCodes.NodeFailed, node.Node, OneLine(node.InnerException!.Message), ExitCodes.RunFailed),
        FileNotFoundException { FileName: { } name } when failure.Message.StartsWith("Could not find file", StringComparison.Ordinal) => new RunError(RunCodes.NotReadable, null, $"file '{Shown(name)}' does not exist; {Near(name) ?? "check the path"}", ExitCodes.Io),
        IOException or UnauthorizedAccessException => new RunError(RunCodes.NotReadable, null, OneLine(failure.Message), ExitCodes.Io),
        _ => new RunError(RunCodes.Bug, null, $"this is a bug in the engine: {OneLine(failure.Message)} ({failure.GetType().Name}); STREAMENGINE_TRACE=1 says where", ExitCodes.RunFailed),
    };

    /// <summary>Prints the stack trace where <c>STREAMENGINE_TRACE=1</c> asks for it.</summary>
    public static void Trace(Exception failure, TextWriter to)
    {
        if (Environment.GetEnvironmentVariable("STREAMENGINE_TRACE") == "1")
        {
            to.WriteLine(failure);
        }
    }

    private static string Shown(string path) => Path.GetRelativePath(Environment.CurrentDirectory, path) is var shown && shown.StartsWith("..", StringComparison.Ordinal) ? path : shown;

    private static string? Near(string path) =>
        Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && Directory.Exists(folder)
            ? Nearest.Question(Path.GetFileName(path), Directory.EnumerateFiles(folder, "*" + Path.GetExtension(path)).Take(1_000).Select(file => Path.GetFileName(file)))?.Text
            : null;

    // a damaged file has a code of its own, in front of its message or by the type of the exception
    private static string? CodeOf(Exception failure) =>
        failure is Arrow.ArrowFormatException ? Sources.FileErrors.Unfit
        : LeadingCode().Match(failure.Message) is { Success: true } found ? found.Groups[1].Value
        : null;

    private static string Bare(string message) => OneLine(LeadingCode().Replace(message, ""));

    [GeneratedRegex("^error (SE[0-9]{4}): ")]
    private static partial Regex LeadingCode();

    private static string Behind(string message, string prefix) =>
        OneLine(message.StartsWith(prefix, StringComparison.Ordinal) ? message[prefix.Length..] : message);

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
