using System.Text.Json.Nodes;

namespace StreamEngine.Bench.Editor;

/// <summary>A diagnostic of the language server.</summary>
/// <param name="Line">Line of the document, from 1.</param>
/// <param name="Column">First column, from 1.</param>
/// <param name="EndColumn">Column behind the last character.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record Finding(int Line, int Column, int EndColumn, string Message)
{
    /// <summary>Reads one of <c>textDocument/publishDiagnostics</c>.</summary>
    public static Finding Of(JsonNode diagnostic)
    {
        var (start, end) = (diagnostic["range"]!["start"]!, diagnostic["range"]!["end"]!);
        return new((int)start["line"]! + 1, (int)start["character"]! + 1, (int)end["character"]! + 1, (string)diagnostic["message"]!);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Line}:{Column}-{EndColumn} {Message}";
}
