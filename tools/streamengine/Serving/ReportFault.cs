using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StreamEngine.Cli.Serving;

/// <summary>Why there is no report. It names nothing of the machine: no path, no stack, no text of an exception.</summary>
/// <param name="Code">What programs tell it by: <c>symbol_not_indexed</c>, <c>backend_unavailable</c>, <c>bad_argument</c>, <c>timeout</c>.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Message">For people.</param>
internal sealed record ReportFault(string Code, int Status, string Message)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>{"error":{"code":"symbol_not_indexed","message":"…"}}</c>.</summary>
    public string Json => new JsonObject { ["error"] = new JsonObject { ["code"] = Code, ["message"] = Message } }.ToJsonString(Plain);
}
