using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <summary>What a compiled kernel reads and writes for one batch; reused from batch to batch.</summary>
internal sealed class KernelState
{
    public Array?[] Values = [];
    public ulong[][] Validity = [];
    public Column?[] Columns = [];
    public int[] Codes = [];
    public Array?[] Outputs = [];
    public ulong[]?[] OutputValidity = [];
    public SymbolDictionary?[] Dictionaries = [];
    public int[]? Rows;
    public int Offset;
    public int[] Selected = [];
    public int Count;
    public long[] Filtered = [];

    /// <summary>Failed rows: step and row number in the batch.</summary>
    public List<(int Step, int Row)> Failed { get; } = [];

    public void Fail(int step, int row) => Failed.Add((step, row));

    public void FailLanes(int step, int position, uint lanes)
    {
        for (var lane = 0; lane < 4; lane++)
        {
            if ((lanes >> lane & 1) != 0)
            {
                Failed.Add((step, position - Offset + lane));
            }
        }
    }
}
