using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace StreamEngine.Bench.Editor;

/// <summary>
/// <c>yaml-language-server</c> in a process of its own, spoken to over standard input and output as an editor does (Language Server Protocol 3.17). One document is open at a time for
/// completion and hover; diagnostics are for documents of their own.
/// </summary>
internal sealed class LanguageServer : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Uri _folder;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> _asked = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonArray>> _diagnosed = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Task _reading;
    private int _requests;
    private int _documents;

    private LanguageServer(Process process, string folder)
    {
        _process = process;
        _folder = new Uri(Path.GetFullPath(folder) + "/");
        _reading = Read();
    }

    /// <summary>Starts the server.</summary>
    /// <param name="program">The script <c>bin/yaml-language-server</c> of the npm package.</param>
    /// <param name="folder">Where the documents are said to be; modelines are relative to it.</param>
    public static async Task<LanguageServer> Start(string program, string folder)
    {
        var process = Process.Start(new ProcessStartInfo("node", [program, "--stdio"]) { RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("node did not start");
        var server = new LanguageServer(process, folder);
        await server.Ask("initialize", new JsonObject
        {
            ["processId"] = Environment.ProcessId,
            ["rootUri"] = server._folder.AbsoluteUri,
            ["workspaceFolders"] = null,
            ["capabilities"] = JsonNode.Parse(
                """
                { "workspace": { "configuration": true },
                  "textDocument": { "completion": { "completionItem": { "documentationFormat": ["markdown"], "snippetSupport": true } }, "hover": { "contentFormat": ["markdown"] } } }
                """),
        });
        await server.Tell("initialized", []);
        return server;
    }

    /// <summary>What the server finds wrong with a document, in the order of the text.</summary>
    public async Task<IReadOnlyList<Finding>> Diagnose(string text)
    {
        var document = await Open(text);
        var found = await _diagnosed[document].Task.WaitAsync(Deadline);
        return [.. found.Select(one => Finding.Of(one!)).OrderBy(one => one.Line).ThenBy(one => one.Column)];
    }

    /// <summary>The labels, with their documentation, offered at a place (line and column from 0).</summary>
    public async Task<IReadOnlyDictionary<string, string>> Complete(string text, int line, int column)
    {
        var answer = await Ask("textDocument/completion", At(await Open(text), line, column));
        var items = answer as JsonArray ?? answer?["items"] as JsonArray ?? [];
        var offered = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            offered.TryAdd((string)item!["label"]!, Words(item["documentation"]));
        }

        return offered;
    }

    /// <summary>What is shown when the pointer rests at a place (line and column from 0); empty for nothing.</summary>
    public async Task<string> Hover(string text, int line, int column)
    {
        var answer = await Ask("textDocument/hover", At(await Open(text), line, column));
        return Words(answer?["contents"]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Dispose();
        _stop.Dispose();
        _writing.Dispose();
    }

    private static string Words(JsonNode? markup) => markup is JsonValue value ? (string)value! : (string?)markup?["value"] ?? "";

    private static JsonObject At(string document, int line, int column) => new()
    {
        ["textDocument"] = new JsonObject { ["uri"] = document },
        ["position"] = new JsonObject { ["line"] = line, ["character"] = column },
    };

    private async Task<string> Open(string text)
    {
        var document = new Uri(_folder, $"document-{Interlocked.Increment(ref _documents)}.yaml").AbsoluteUri;
        _diagnosed[document] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await Tell("textDocument/didOpen", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = document, ["languageId"] = "yaml", ["version"] = 1, ["text"] = text },
        });
        return document;
    }

    private async Task<JsonNode?> Ask(string method, JsonObject parameters)
    {
        var id = Interlocked.Increment(ref _requests);
        var answer = _asked[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await Send(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters });
        return await answer.Task.WaitAsync(Deadline);
    }

    private Task Tell(string method, JsonObject parameters) => Send(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters });

    private async Task Send(JsonObject message)
    {
        var body = Encoding.UTF8.GetBytes(message.ToJsonString());
        await _writing.WaitAsync();
        try
        {
            var pipe = _process.StandardInput.BaseStream;
            await pipe.WriteAsync(Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"));
            await pipe.WriteAsync(body);
            await pipe.FlushAsync();
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task Read()
    {
        var pipe = new BufferedStream(_process.StandardOutput.BaseStream);
        try
        {
            while (await Length(pipe) is { } length)
            {
                var body = new byte[length];
                await pipe.ReadExactlyAsync(body, _stop.Token);
                await Take(JsonNode.Parse(body)!.AsObject());
            }
        }
        finally
        {
            foreach (var waiting in _asked.Values)
            {
                waiting.TrySetException(new EndOfStreamException("the language server ended"));
            }
        }
    }

    /// <summary>Reads the header of a message; null at the end.</summary>
    private static async Task<int?> Length(Stream pipe)
    {
        int? length = null;
        var line = new StringBuilder();
        var one = new byte[1];
        while (await pipe.ReadAsync(one) == 1)
        {
            if (one[0] != '\n')
            {
                line.Append((char)one[0]);
                continue;
            }

            var header = line.ToString().TrimEnd('\r');
            line.Clear();
            if (header.Length == 0)
            {
                return length;
            }

            length = header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase) ? int.Parse(header["Content-Length:".Length..], System.Globalization.CultureInfo.InvariantCulture) : length;
        }

        return null;
    }

    private async Task Take(JsonObject message)
    {
        var method = (string?)message["method"];
        if (method is null)
        {
            Answered(message);
        }
        else if (message["id"] is { } id)
        {
            // the server asks back for its settings, and to be told of changes of files
            var answer = method == "workspace/configuration" ? Settings(message["params"]!["items"]!.AsArray()) : null;
            await Send(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id.DeepClone(), ["result"] = answer });
        }
        else if (method == "textDocument/publishDiagnostics" && _diagnosed.TryGetValue((string)message["params"]!["uri"]!, out var waiting))
        {
            waiting.TrySetResult(message["params"]!["diagnostics"]!.DeepClone().AsArray());
        }
    }

    private void Answered(JsonObject message)
    {
        if (!_asked.TryRemove((int)message["id"]!, out var waiting))
        {
            return;
        }

        if (message["error"] is { } error)
        {
            waiting.SetException(new InvalidOperationException($"the language server answers: {error["message"]}"));
        }
        else
        {
            waiting.SetResult(message["result"]?.DeepClone());
        }
    }

    private static JsonArray Settings(JsonArray asked) => new([.. asked.Select(item => (string?)item!["section"] == "yaml"
        ? new JsonObject { ["validate"] = true, ["hover"] = true, ["completion"] = true, ["schemaStore"] = new JsonObject { ["enable"] = false } }
        : new JsonObject())]);
}
