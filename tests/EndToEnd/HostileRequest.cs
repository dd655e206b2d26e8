using System.Globalization;
using System.Text;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>A request as bytes on a socket, and how it must be answered.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Text">The bytes, Latin-1; line breaks are CR LF.</param>
/// <param name="Expected">Statuses that refuse it; 0: the connection is closed without an answer.</param>
internal sealed record HostileRequest(string Name, string Text, params IReadOnlyList<int> Expected)
{
    private const string ToolList = """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""";

    /// <summary>What the body of a refusal has, where the status alone does not refuse: a JSON-RPC error in an answer with status 200.</summary>
    public string? Says { get; init; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<HostileRequest> All { get; } =
    [
        // origins and hosts
        Get("a host elsewhere", "/health", "Host: evil.example", 403),
        Get("a host that begins like ours", "/health", "Host: 127.0.0.1.evil.example", 403),
        Get("a host that ends like ours", "/health", "Host: evil-localhost", 403),
        Get("no host", "/health", "X: y", 400),
        Get("an empty host", "/health", "Host:", 403, 400),
        Get("two hosts", "/health", "Host: 127.0.0.1\r\nHost: evil.example", 400),
        Get("an absolute target elsewhere", "http://evil.example/health", "Host: 127.0.0.1", 400, 403),
        Get("an origin elsewhere", "/get_report?symbol=BTCUSDT", "Host: localhost\r\nOrigin: https://evil.example", 403),
        Get("the origin null", "/get_report?symbol=BTCUSDT", "Host: localhost\r\nOrigin: null", 403),
        Get("an origin that begins like ours", "/health", "Host: localhost\r\nOrigin: http://localhost.evil.example", 403),
        Get("ours and another origin", "/health", "Host: localhost\r\nOrigin: http://localhost\r\nOrigin: http://evil.example", 403),
        Get("an origin that is no address", "/health", "Host: localhost\r\nOrigin: \u00ff\u00fe", 403, 400),

        // paths
        Get("a path upwards", "/page/../../../../etc/passwd", "Host: localhost", 404),
        Get("a path upwards, encoded", "/page/..%2f..%2f..%2fetc%2fpasswd", "Host: localhost", 404),
        Get("a path upwards, encoded twice", "/page/%252e%252e/%252e%252e/etc/passwd", "Host: localhost", 404),
        Get("a path with a back-slash", "/page/..\\..\\etc\\passwd", "Host: localhost", 404, 400),
        Get("a path with a zero byte", "/page/index.html%00.js", "Host: localhost", 404, 400),
        Get("bytes that are no UTF-8", "/%ff%fe%c0%af", "Host: localhost", 404, 400),
        Get("a target without a path", "health", "Host: localhost", 400, 405),
        Get("a target of 8 KiB", "/" + new string('a', 8192), "Host: localhost", 414),
        Get("a symbol of a path", "/get_report?symbol=..%2F..%2Fetc%2Fpasswd%00", "Host: localhost", 400),
        Get("a symbol of 1,000 letters", "/get_report?symbol=" + new string('A', 1000), "Host: localhost", 400),
        Get("a symbol of markup", "/get_report?symbol=%3Cscript%3Ealert(1)%3C%2Fscript%3E", "Host: localhost", 400),
        Get("a symbol with a line break", "/get_report?symbol=BTC%0d%0aSet-Cookie:%20a=b", "Host: localhost", 400),
        Get("200 arguments", "/get_report?" + string.Join('&', Enumerable.Range(0, 200).Select(i => $"a{i}=1")), "Host: localhost", 400),
        Get("2,000 arguments", "/get_report?" + string.Join('&', Enumerable.Range(0, 2000).Select(i => "a=1")), "Host: localhost", 400, 414),

        // methods
        Bare("a method that writes", "DELETE /get_report?symbol=BTCUSDT HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
        Bare("a method that echoes", "TRACE /health HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
        Bare("a tunnel", "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n", 403, 400, 404, 405),
        Bare("an unknown method", "JEFF /health HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
        Bare("a method of 100 letters", new string('M', 100) + " /health HTTP/1.1\r\nHost: localhost\r\n\r\n", 405, 400),
        Bare("a GET where there is only POST", "GET /mcp HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
        Bare("no HTTP", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n", 400, 0),
        Bare("a version there is not", "GET /health HTTP/9.9\r\nHost: localhost\r\n\r\n", 505, 400),

        // headers
        Get("a header of 64 KiB", "/health", "Host: localhost\r\nX: " + new string('x', 65_536), 431, 400),
        Get("1,000 headers", "/health", "Host: localhost\r\n" + string.Join("\r\n", Enumerable.Range(0, 1000).Select(i => $"X{i}: y")), 431, 400),
        Get("a header without a name", "/health", "Host: localhost\r\n: y", 400),
        Get("a header with a zero byte", "/health", "Host: localhost\r\nX: a\u0000b", 400),

        // bodies
        Post("a body of 70 KB", $$"""{"jsonrpc":"2.0","id":1,"method":"{{new string('x', 70_000)}}"}""", 413),
        Bare("a length of 10 GB", "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 10000000000\r\n\r\n{", 413),
        Bare("a length below 0", "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: -1\r\n\r\n", 400),
        Bare("two lengths", "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400),
        Bare("a length and chunks", "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        Bare("chunks that are none", "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n", 400),
        Bare("no length", "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\r\n", 400, 411),
        Post("no JSON", "not json", 400),
        Post("half of it", ToolList[..20], 400),
        Post("a batch", $"[{ToolList},{ToolList}]", 400),
        Post("100 KiB of brackets, nested", new string('[', 30_000) + new string(']', 30_000), 400),
        Post("objects 1,000 deep", string.Concat(Enumerable.Repeat("{\"a\":", 1000)) + "1" + new string('}', 1000), 400),
        Post("arguments 500 deep", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_report","arguments":{"symbol":""" + new string('[', 500) + new string(']', 500) + "}}}", 400),
        Post("bytes that are no UTF-8", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\u00ff\u00fe\"}", 400),
        Post("a number without end", """{"jsonrpc":"2.0","id":""" + new string('9', 5000) + ""","method":"ping"}""", 400),
        Post("another version of JSON-RPC", """{"jsonrpc":"1.0","id":1,"method":"tools/list"}""", 400),
        Post("a header that names another method", ToolList, [400], "Mcp-Method: tools/call"),
        Post("a type that is not JSON", ToolList, [415], type: "text/plain"),
        Post("a form", "a=b", [415], type: "application/x-www-form-urlencoded"),

        // what the protocol refuses
        Refused("an unknown tool", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"shell","arguments":{"cmd":"cat /etc/passwd"}}}""", "-32602"),
        Refused("an unknown method", """{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"file:///etc/passwd"}}""", "-32601"),
        Refused("a symbol of a path, over MCP", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_report","arguments":{"symbol":"../../etc/passwd\u0000"}}}""", "bad_argument"),
        Refused("an argument more", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_report","arguments":{"symbol":"BTCUSDT","path":"/etc/passwd"}}}""", "bad_argument"),
        Refused("arguments that are a list", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_report","arguments":["BTCUSDT"]}}""", "\"error\""),
        Refused("no parameters", """{"jsonrpc":"2.0","id":1,"method":"tools/call"}""", "\"error\""),
        Refused("a revision there is not", """{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"9999-01-01"}}}""", "-32022"),
    ];

    private static HostileRequest Bare(string name, string text, params IReadOnlyList<int> expected) => new(name, text, expected);

    private static HostileRequest Get(string name, string target, string headers, params IReadOnlyList<int> expected) => new(name, $"GET {target} HTTP/1.1\r\n{headers}\r\n\r\n", expected);

    private static HostileRequest Post(string name, string body, params IReadOnlyList<int> expected) => Post(name, body, expected, null);

    private static HostileRequest Post(string name, string body, IReadOnlyList<int> expected, string? header = null, string type = "application/json") =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nAccept: application/json, text/event-stream\r\n{(header is null ? "" : header + "\r\n")}Content-Length: {Encoding.Latin1.GetByteCount(body)}\r\n\r\n{body}"), expected);

    private static HostileRequest Refused(string name, string body, string says) => Post(name, body, 200) with { Says = says };
}
