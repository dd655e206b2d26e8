namespace StreamEngine.Normalizers;

/// <summary>One level change of an event; a quantity of 0 deletes.</summary>
internal readonly record struct BookLevel(bool IsBid, double Price, double Qty);
