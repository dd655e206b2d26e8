namespace StreamEngine.Sources.Json;

/// <summary>The JSON values of a file, one a row or a message.</summary>
internal interface IJsonRecords : IDisposable
{
    /// <summary>Line on which the value read last starts, from 1.</summary>
    long Line { get; }

    /// <summary>The next value in the buffer, valid until the next call. False: <see cref="Fill"/> first, or the end when that gave nothing.</summary>
    /// <param name="value">Its bytes; of a line that is too long, the head.</param>
    /// <param name="tooLong">Whether it was longer than allowed.</param>
    bool TryNext(out ReadOnlySpan<byte> value, out bool tooLong);

    /// <summary>Reads on. False at the end.</summary>
    ValueTask<bool> Fill(CancellationToken stop);
}
