# A call that is sent twice under one key is done once; another body under that key is refused.
as officer@detachment
  get  devices?state=active&limit=1&sort=code                  -> 200 $d=items.0
  post repair_orders device=$d fault=clock seen_at=2026-01-01T08:00+08:00 urgency=normal what=快三分钟 @Idempotency-Key=k-$uniq -> 201 $a
  post repair_orders device=$d fault=clock seen_at=2026-01-01T08:00+08:00 urgency=normal what=快三分钟 @Idempotency-Key=k-$uniq -> 201 id=$a
  post repair_orders device=$d fault=clock seen_at=2026-01-01T08:00+08:00 urgency=normal what=快五分钟 @Idempotency-Key=k-$uniq -> 409 E_REPLAY
