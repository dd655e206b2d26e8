namespace StreamEngine.Data;

/// <summary>A sum that can begin anew.</summary>
public interface IExactSum
{
    /// <summary>Back to 0.</summary>
    void Clear();
}
