using StreamEngine.Flow;

namespace StreamEngine.Sources;

/// <summary>Instants at equal distances.</summary>
internal sealed class GridSchedule(TimeGrid grid) : ISchedule
{
    public long AtOrAfter(long at) => grid.AtOrAfter(at);
}
