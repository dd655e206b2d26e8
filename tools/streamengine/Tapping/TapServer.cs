using System.Net.Sockets;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Tapping;

/// <summary>
/// The socket of a run, where <c>tap</c> asks for rows. Only the user of the run can reach it (folder 0700, socket 0600). Whatever is sent or not read there, the run goes on: requests are bounded in bytes and
/// time, taps in number, and a reader that stands still is let go.
/// </summary>
internal sealed class TapServer : IAsyncDisposable
{
    /// <summary>Most taps at a time.</summary>
    public const int MostClients = 8;

    private readonly Runtime.Run _run;
    private readonly string _pipeline;
    private readonly SecretMask _mask;
    private readonly Socket _listener;
    private readonly string _path;
    private readonly CancellationTokenSource _over = new();
    private readonly List<Task> _clients = [];
    private readonly Task _accepting;

    private TapServer(Runtime.Run run, string pipeline, SecretMask mask, Socket listener, string path)
    {
        (_run, _pipeline, _mask, _listener, _path) = (run, pipeline, mask, listener, path);
        _accepting = Task.Run(Accept);
    }

    /// <summary>Opens the socket of a run. Where that is not possible the run goes on without, and says so.</summary>
    public static TapServer? Open(Runtime.Run run, BoundPipeline pipeline, SecretMask mask, Action<string> tell)
    {
        try
        {
            var path = RunFolder.SocketOf(RunFolder.Open(), pipeline.Name);
            File.Delete(path); // of a process that had the same number
            var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            listener.Listen(MostClients);
            return new TapServer(run, pipeline.Name, mask, listener, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SocketException)
        {
            tell($"this run cannot be tapped: {failure.Message}");
            return null;
        }
    }

    /// <summary>Tells whoever taps that the run is over, and closes the socket.</summary>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Dispose();
        File.Delete(_path);
        await _accepting;
        await Task.WhenAll(_clients);
        _over.Dispose();
    }

    private async Task Accept()
    {
        while (!_over.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptAsync(_over.Token);
            }
            catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return; // the run is over
            }

            _clients.RemoveAll(c => c.IsCompleted);
            _clients.Add(Serve(client, _clients.Count < MostClients));
        }
    }

    private async Task Serve(Socket client, bool hasRoom)
    {
        using (client)
        {
            await new TapConnection(client, _run, _pipeline, _mask, _over.Token).Serve(hasRoom);
        }
    }
}
