using System.Text;

namespace StreamEngine.Simulation.Reference;

/// <summary>The order between keys: UTF-8 bytes.</summary>
internal sealed class KeyOrder : IComparer<string>
{
    /// <summary>The only one.</summary>
    public static readonly KeyOrder Instance = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y!));
}
