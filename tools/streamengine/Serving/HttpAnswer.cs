using System.Text;
using Microsoft.AspNetCore.Http;

namespace StreamEngine.Cli.Serving;

/// <summary>How answers leave over HTTP.</summary>
internal static class HttpAnswer
{
    /// <summary>A fault as JSON, which names nothing of the machine.</summary>
    public static Task Refuse(HttpResponse response, string code, int status, string message) => Fault(response, new ReportFault(code, status, message));

    /// <summary>A fault as JSON.</summary>
    public static Task Fault(HttpResponse response, ReportFault fault) => Json(response, fault.Status, Encoding.UTF8.GetBytes(fault.Json));

    /// <summary>JSON text.</summary>
    public static Task Json(HttpResponse response, int status, ReadOnlyMemory<byte> json) => Send(response, status, "application/json", json);

    /// <summary>Any text; not to be kept, nor taken for another type.</summary>
    public static Task Send(HttpResponse response, int status, string type, ReadOnlyMemory<byte> text)
    {
        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength = text.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        return response.Body.WriteAsync(text).AsTask();
    }
}
