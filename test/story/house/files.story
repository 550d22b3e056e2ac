# A file is kept under its hash, shown to those who may, of a declared kind only, and its reading is audited.
as device@detachment
  post devices code=ST20191208$digits name=桓台路口 category=video place=118.10,36.96 unit=@huantai -> 201 $d
  post devices/$d/files/photo file:pixel.png @Content-Type=image/png @Content-Disposition="attachment; filename*=UTF-8''%E7%8E%B0%E5%9C%BA.png" -> 201 name=现场.png type=image/png hash=* $f
  post devices/$d/files/photo file:pixel.png @Content-Type=text/html -> 415
  post devices/$d/files/no_slot file:pixel.png @Content-Type=image/png -> 404
  get  devices/$d                                    -> 200 files.photo.*.name=现场.png
  get  devices/$d/files/photo/$f.id                  -> 200 @Content-Type=image/png
as officer@linzi
  get  devices/$d/files/photo/$f.id                  -> 404
as device@detachment
  delete devices/$d/files/photo/$f.id                -> 204
  get  devices/$d/files/photo/$f.id                  -> 404
